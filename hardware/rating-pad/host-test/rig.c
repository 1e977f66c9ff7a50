#include "rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

uint8_t rig_cells[EEPROM_SIZE];
uint16_t rig_worn_cell = EEPROM_SIZE;
static struct rig the_rig;
static uint64_t random_state;

uint8_t eeprom_read(uint16_t address) {
    assert_true(address < EEPROM_SIZE);
    /* The real one may only be read while no write is under way. */
    assert_false(the_rig.writing);
    return rig_cells[address];
}

void rig_blank_eeprom(void) {
    memset(rig_cells, 0xFF, sizeof rig_cells);
    rig_worn_cell = EEPROM_SIZE;
}

struct rig *rig_new(void) {
    memset(&the_rig, 0, sizeof the_rig);
    return &the_rig;
}

void rig_boot(struct rig *rig, uint8_t reset_cause) {
    rig->writing = false;
    rig->inputs.now_ms = 10;
    pad_boot(&rig->pad, &rig->inputs, reset_cause);
}

static uint8_t torn(uint8_t old, uint8_t new, enum rig_tear tear) {
    switch (tear) {
        case TEAR_ERASED:
            return 0xFF;
        case TEAR_HALF_ERASED:
            return (uint8_t)(old | rig_random(256));
        case TEAR_HALF_WRITTEN:
            return (uint8_t)(new | rig_random(256));
        case TEAR_NEW:
            return new;
        default:
            return old;
    }
}

void rig_power_cycle(struct rig *rig, enum rig_tear tear) {
    if (rig->writing) {
        rig->writing = false;
        uint16_t at = rig->write.address;
        rig_cells[at] = torn(rig_cells[at], rig->write.value, tear);
    }
    rig_boot(rig, 1);
}

static void take_frame(struct rig *rig, const uint8_t *frame, uint8_t length) {
    struct frame_reader reader;
    frame_reader_init(&reader);
    for (uint8_t i = 0; i < length; i++) {
        if (frame_reader_take(&reader, frame[i]) == FRAME_RECEIVED) {
            assert_true(rig->message_count < RIG_MESSAGES);
            struct rig_message *message = &rig->messages[rig->message_count++];
            message->at_ms = rig->inputs.now_ms;
            message->length = reader.length;
            memcpy(message->payload, reader.data, reader.length);
        }
    }
}

static void drive_eeprom(struct rig *rig) {
    if (rig->writing && rig->inputs.now_ms >= rig->write_done_ms) {
        rig->writing = false;
        if (rig->write.address != rig_worn_cell) {
            rig_cells[rig->write.address] = rig->write.value;
        }
    }
    if (!rig->writing && pad_eeprom(&rig->pad, &rig->write)) {
        rig->writing = true;
        rig->write_done_ms = rig->inputs.now_ms + RIG_WRITE_MS;
    }
}

void rig_run(struct rig *rig, uint32_t ms) {
    uint8_t frame[FRAME_MAX_ENCODED];
    for (uint32_t i = 0; i < ms; i++) {
        rig->inputs.now_ms++;
        drive_eeprom(rig);
        struct lamp_levels levels = pad_step(&rig->pad, &rig->inputs);
        if (rig->level_count < RIG_TRACE) {
            rig->levels[rig->level_count++] = levels;
        }
        for (uint8_t length = pad_transmit(&rig->pad, frame); length != 0; length = pad_transmit(&rig->pad, frame)) {
            take_frame(rig, frame, length);
        }
    }
}

void rig_key(struct rig *rig, uint8_t key, bool closed) {
    uint8_t bit = (uint8_t)(1U << (key - 1U));
    rig->inputs.keys = closed ? rig->inputs.keys | bit : rig->inputs.keys & (uint8_t)~bit;
}

void rig_press(struct rig *rig, uint8_t key) {
    rig_key(rig, key, true);
    rig_run(rig, 100);
    rig_key(rig, key, false);
    rig_run(rig, 60);
}

void rig_send(struct rig *rig, const uint8_t *payload, uint8_t length) {
    uint8_t frame[FRAME_MAX_ENCODED];
    uint8_t encoded = frame_encode(payload, length, frame);
    for (uint8_t i = 0; i < encoded; i++) {
        pad_receive(&rig->pad, frame[i]);
    }
}

void rig_ack(struct rig *rig, uint16_t seq) {
    const uint8_t payload[] = {MESSAGE_ACK, (uint8_t)(seq & 0xFFU), (uint8_t)(seq >> 8)};
    rig_send(rig, payload, sizeof payload);
}

void rig_ping(struct rig *rig) {
    const uint8_t payload[] = {MESSAGE_PING};
    rig_send(rig, payload, sizeof payload);
}

void rig_who(struct rig *rig) {
    const uint8_t payload[] = {MESSAGE_WHO};
    rig_send(rig, payload, sizeof payload);
}

void rig_show(struct rig *rig, enum shown state, uint8_t keys, uint16_t duration) {
    const uint8_t payload[] = {MESSAGE_SHOW, (uint8_t)state, keys, (uint8_t)(duration & 0xFFU), (uint8_t)(duration >> 8)};
    rig_send(rig, payload, sizeof payload);
}

void rig_assign(struct rig *rig, uint32_t pad_id, uint32_t epoch) {
    uint8_t payload[9] = {MESSAGE_ASSIGN};
    for (int i = 0; i < 4; i++) {
        payload[1 + i] = (uint8_t)(pad_id >> (8 * i));
        payload[5 + i] = (uint8_t)(epoch >> (8 * i));
    }
    rig_send(rig, payload, sizeof payload);
}

void rig_counter(struct rig *rig, uint8_t counter) {
    const uint8_t payload[] = {MESSAGE_COUNTER, counter};
    rig_send(rig, payload, sizeof payload);
}

struct rig *rig_ready(enum shown state) {
    rig_blank_eeprom();
    struct rig *rig = rig_new();
    rig_boot(rig, 1);
    rig_assign(rig, RIG_PAD_ID, RIG_EPOCH);
    rig_run(rig, 1500);
    rig_show(rig, state, 0x1F, 0);
    rig_run(rig, 10);
    assert_true(rig->pad.identity.assigned);
    assert_int_equal(0, rig->pad.writes.count);
    return rig;
}

const struct rig_message *rig_last(const struct rig *rig, uint8_t type, size_t from) {
    for (size_t i = rig->message_count; i > from; i--) {
        if (rig->messages[i - 1].payload[0] == type) {
            return &rig->messages[i - 1];
        }
    }
    return NULL;
}

size_t rig_count(const struct rig *rig, uint8_t type, size_t from) {
    size_t count = 0;
    for (size_t i = from; i < rig->message_count; i++) {
        count += rig->messages[i].payload[0] == type ? 1U : 0U;
    }
    return count;
}

size_t rig_distinct_presses(const struct rig *rig, size_t from) {
    static bool seen[65536];
    size_t count = 0;
    memset(seen, 0, sizeof seen);
    for (size_t i = from; i < rig->message_count; i++) {
        if (rig->messages[i].payload[0] == MESSAGE_PRESS && !seen[rig_press_seq(&rig->messages[i])]) {
            seen[rig_press_seq(&rig->messages[i])] = true;
            count++;
        }
    }
    return count;
}

uint16_t rig_press_seq(const struct rig_message *message) { return (uint16_t)(message->payload[1] | message->payload[2] << 8); }

uint8_t rig_press_key(const struct rig_message *message) { return message->payload[3]; }

uint32_t rig_press_age(const struct rig_message *message) {
    const uint8_t *at = message->payload + 4;
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

uint8_t rig_pending(const struct rig *rig) { return rig->pad.log.pending; }

uint8_t rig_shown(struct rig *rig) { return (uint8_t)lamps_shown(&rig->pad.lamps); }

void rig_trace_start(struct rig *rig) { rig->level_count = 0; }

uint32_t rig_seed(void) {
    static uint32_t seed;
    if (seed == 0) {
        const char *given = getenv("MOTCUA_SEED");
        seed = given != NULL ? (uint32_t)strtoul(given, NULL, 10) : (uint32_t)time(NULL);
        seed = seed == 0 ? 1 : seed;
        random_state = seed;
        printf("seed %u (MOTCUA_SEED=%u repeats it)\n", seed, seed);
    }
    return seed;
}

uint32_t rig_random(uint32_t limit) {
    (void)rig_seed();
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)((random_state >> 16) % limit);
}
