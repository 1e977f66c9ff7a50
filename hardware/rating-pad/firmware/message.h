/* The messages inside the frames: types, lengths and fields of ../PROTOCOL.md, and nothing about when they are sent. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#define PROTOCOL_VERSION 1U
#define FIRMWARE_MAJOR 1U
#define FIRMWARE_MINOR 0U

#define KEY_COUNT 6U /* keys 1..5 rate, key 6 is the clerk's */
#define RATING_KEY_COUNT 5U
#define CLERK_KEY 6U
#define AGE_UNKNOWN 0xFFFFFFFFUL

enum message_type {
    MESSAGE_HELLO = 0x01,
    MESSAGE_PRESS = 0x02,
    MESSAGE_STATUS = 0x03,
    MESSAGE_ACK = 0x81,
    MESSAGE_PING = 0x82,
    MESSAGE_SHOW = 0x83,
    MESSAGE_ASSIGN = 0x84,
    MESSAGE_COUNTER = 0x85,
    MESSAGE_WHO = 0x86
};

struct hello {
    uint8_t reset_cause;
    uint16_t boots;
    uint32_t pad_id;
    uint32_t epoch;
    uint8_t pending;
    uint16_t refused;
    uint8_t counter;
};

struct press {
    uint16_t seq;
    uint8_t key;
    uint32_t age_ms;
};

struct status {
    uint32_t up_ms;
    uint8_t keys_down;
    uint8_t stuck;
    bool lid_open;
    uint8_t pending;
    uint16_t refused;
    uint16_t bad_frames;
    uint8_t shown;
};

/* What the host said; only the fields of `type` are set. */
struct host_message {
    enum message_type type;
    uint16_t seq;
    uint8_t state;
    uint8_t keys;
    uint16_t duration;
    uint32_t pad_id;
    uint32_t epoch;
    uint8_t counter;
};

/* Each writes a payload of at most FRAME_MAX_PAYLOAD bytes and returns its length. */
uint8_t message_write_hello(const struct hello *hello, uint8_t *payload);
uint8_t message_write_press(const struct press *press, uint8_t *payload);
uint8_t message_write_status(const struct status *status, uint8_t *payload);

/* False for an unknown type, a wrong length, or a value that the message cannot have (SHOW of an unknown state, ASSIGN of zero). */
bool message_read_host(const uint8_t *payload, uint8_t length, struct host_message *message);

#endif
