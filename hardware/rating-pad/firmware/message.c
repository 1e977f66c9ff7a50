#include "message.h"

#define LAST_SHOWABLE_STATE 2U

static uint8_t put16(uint8_t *at, uint16_t value) {
    at[0] = (uint8_t)(value & 0xFFU);
    at[1] = (uint8_t)(value >> 8);
    return 2U;
}

static uint8_t put32(uint8_t *at, uint32_t value) {
    put16(at, (uint16_t)(value & 0xFFFFU));
    put16(at + 2, (uint16_t)(value >> 16));
    return 4U;
}

static uint16_t get16(const uint8_t *at) { return (uint16_t)(at[0] | (uint16_t)((uint16_t)at[1] << 8)); }

static uint32_t get32(const uint8_t *at) { return (uint32_t)get16(at) | ((uint32_t)get16(at + 2) << 16); }

uint8_t message_write_hello(const struct hello *hello, uint8_t *payload) {
    uint8_t n = 0;
    payload[n++] = MESSAGE_HELLO;
    payload[n++] = PROTOCOL_VERSION;
    payload[n++] = FIRMWARE_MAJOR;
    payload[n++] = FIRMWARE_MINOR;
    payload[n++] = hello->reset_cause;
    n = (uint8_t)(n + put16(payload + n, hello->boots));
    n = (uint8_t)(n + put32(payload + n, hello->pad_id));
    n = (uint8_t)(n + put32(payload + n, hello->epoch));
    payload[n++] = hello->pending;
    n = (uint8_t)(n + put16(payload + n, hello->refused));
    payload[n++] = hello->counter;
    return n;
}

uint8_t message_write_press(const struct press *press, uint8_t *payload) {
    uint8_t n = 0;
    payload[n++] = MESSAGE_PRESS;
    n = (uint8_t)(n + put16(payload + n, press->seq));
    payload[n++] = press->key;
    n = (uint8_t)(n + put32(payload + n, press->age_ms));
    return n;
}

uint8_t message_write_status(const struct status *status, uint8_t *payload) {
    uint8_t n = 0;
    payload[n++] = MESSAGE_STATUS;
    n = (uint8_t)(n + put32(payload + n, status->up_ms));
    payload[n++] = status->keys_down;
    payload[n++] = status->stuck;
    payload[n++] = status->lid_open ? 1U : 0U;
    payload[n++] = status->pending;
    n = (uint8_t)(n + put16(payload + n, status->refused));
    n = (uint8_t)(n + put16(payload + n, status->bad_frames));
    payload[n++] = status->shown;
    return n;
}

bool message_read_host(const uint8_t *payload, uint8_t length, struct host_message *message) {
    if (length == 0U) {
        return false;
    }
    const uint8_t *fields = payload + 1;
    switch (payload[0]) {
        case MESSAGE_ACK:
            if (length != 3U) {
                return false;
            }
            message->seq = get16(fields);
            break;
        case MESSAGE_PING:
        case MESSAGE_WHO:
            if (length != 1U) {
                return false;
            }
            break;
        case MESSAGE_SHOW:
            if (length != 5U || fields[0] > LAST_SHOWABLE_STATE) {
                return false;
            }
            message->state = fields[0];
            message->keys = fields[1];
            message->duration = get16(fields + 2);
            break;
        case MESSAGE_ASSIGN:
            if (length != 9U) {
                return false;
            }
            message->pad_id = get32(fields);
            message->epoch = get32(fields + 4);
            if (message->pad_id == 0U || message->epoch == 0U) {
                return false;
            }
            break;
        case MESSAGE_COUNTER:
            if (length != 2U) {
                return false;
            }
            message->counter = fields[0];
            break;
        default:
            return false;
    }
    message->type = (enum message_type)payload[0];
    return true;
}
