/* Frames on the serial line: COBS( payload, CRC-16/IBM-3740 low byte first ) and a closing zero byte. See ../PROTOCOL.md. */
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stdint.h>

#define FRAME_MAX_PAYLOAD 48U
#define FRAME_CRC_SIZE 2U
/* One COBS code byte (the content is shorter than 254 bytes) and the closing zero. */
#define FRAME_MAX_ENCODED (FRAME_MAX_PAYLOAD + FRAME_CRC_SIZE + 2U)
#define FRAME_CRC_START 0xFFFFU

/* Continues a CRC over one more byte; start with FRAME_CRC_START. */
uint16_t frame_crc(uint16_t crc, uint8_t byte);

/* Encodes a payload of at most FRAME_MAX_PAYLOAD bytes into `out` of FRAME_MAX_ENCODED bytes; returns the encoded length. */
uint8_t frame_encode(const uint8_t *payload, uint8_t length, uint8_t *out);

enum frame_event {
    FRAME_NONE, /* nothing complete yet, or an empty frame */
    FRAME_RECEIVED, /* `data` holds a payload of `length` bytes, CRC checked and cut off */
    FRAME_BAD /* torn, too long, or of wrong CRC; the next frame is read normally */
};

struct frame_reader {
    uint8_t data[FRAME_MAX_PAYLOAD + FRAME_CRC_SIZE];
    uint8_t length;
    uint8_t left; /* data bytes still to come in this COBS block */
    bool started; /* at least one byte since the last zero */
    bool zero_is_owed; /* the block that just ended stands for a zero byte, if another block follows */
    bool broken; /* skip to the next zero */
};

void frame_reader_init(struct frame_reader *reader);

/* Takes one byte from the line. After FRAME_RECEIVED the payload stays readable until the next call. */
enum frame_event frame_reader_take(struct frame_reader *reader, uint8_t byte);

#endif
