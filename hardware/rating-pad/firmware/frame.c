#include "frame.h"

#define CRC_POLYNOMIAL 0x1021U
#define COBS_LONGEST_CODE 0xFFU

uint16_t frame_crc(uint16_t crc, uint8_t byte) {
    crc ^= (uint16_t)((uint16_t)byte << 8);
    for (uint8_t bit = 0; bit < 8U; bit++) {
        uint16_t shifted = (uint16_t)(crc << 1);
        crc = (crc & 0x8000U) != 0U ? shifted ^ CRC_POLYNOMIAL : shifted;
    }
    return crc;
}

struct encoder {
    uint8_t *out;
    uint8_t code_at;
    uint8_t next;
};

static void encode_byte(struct encoder *encoder, uint8_t byte) {
    if (byte == 0U) {
        encoder->out[encoder->code_at] = (uint8_t)(encoder->next - encoder->code_at);
        encoder->code_at = encoder->next;
    } else {
        encoder->out[encoder->next] = byte;
    }
    encoder->next++;
}

uint8_t frame_encode(const uint8_t *payload, uint8_t length, uint8_t *out) {
    struct encoder encoder = {.out = out, .code_at = 0, .next = 1};
    uint16_t crc = FRAME_CRC_START;
    for (uint8_t i = 0; i < length; i++) {
        crc = frame_crc(crc, payload[i]);
        encode_byte(&encoder, payload[i]);
    }
    encode_byte(&encoder, (uint8_t)(crc & 0xFFU));
    encode_byte(&encoder, (uint8_t)(crc >> 8));
    out[encoder.code_at] = (uint8_t)(encoder.next - encoder.code_at);
    out[encoder.next] = 0U;
    return (uint8_t)(encoder.next + 1U);
}

void frame_reader_init(struct frame_reader *reader) {
    reader->length = 0;
    reader->left = 0;
    reader->started = false;
    reader->zero_is_owed = false;
    reader->broken = false;
}

static void append(struct frame_reader *reader, uint8_t byte) {
    if (reader->length >= sizeof reader->data) {
        reader->broken = true;
        return;
    }
    reader->data[reader->length] = byte;
    reader->length++;
}

static enum frame_event finish(struct frame_reader *reader) {
    bool started = reader->started;
    bool whole = !reader->broken && reader->left == 0U && reader->length >= FRAME_CRC_SIZE;
    uint8_t payload_length = whole ? (uint8_t)(reader->length - FRAME_CRC_SIZE) : 0U;
    uint16_t crc = FRAME_CRC_START;
    for (uint8_t i = 0; i < payload_length; i++) {
        crc = frame_crc(crc, reader->data[i]);
    }
    bool right =
        whole && reader->data[payload_length] == (uint8_t)(crc & 0xFFU) && reader->data[payload_length + 1U] == (uint8_t)(crc >> 8);
    frame_reader_init(reader);
    if (!started) {
        return FRAME_NONE;
    }
    if (!right) {
        return FRAME_BAD;
    }
    reader->length = payload_length;
    return FRAME_RECEIVED;
}

enum frame_event frame_reader_take(struct frame_reader *reader, uint8_t byte) {
    if (byte == 0U) {
        return finish(reader);
    }
    if (!reader->started) {
        frame_reader_init(reader);
        reader->started = true;
    }
    if (reader->broken) {
        return FRAME_NONE;
    }
    if (reader->left > 0U) {
        append(reader, byte);
        reader->left--;
        return FRAME_NONE;
    }
    if (reader->zero_is_owed) {
        append(reader, 0U);
    }
    reader->left = (uint8_t)(byte - 1U);
    reader->zero_is_owed = byte != COBS_LONGEST_CODE;
    return FRAME_NONE;
}
