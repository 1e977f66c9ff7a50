#include "identity.h"

static const struct record_ring RING = {
    .address = IDENTITY_ADDRESS, .slots = IDENTITY_SLOTS, .slot_size = IDENTITY_SLOT_SIZE, .content_size = IDENTITY_CONTENT};

static void put32(uint8_t *at, uint32_t value) {
    for (uint8_t i = 0; i < 4U; i++) {
        at[i] = (uint8_t)(value & 0xFFU);
        value >>= 8;
    }
}

static uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] | ((uint32_t)at[1] << 8) | ((uint32_t)at[2] << 16) | ((uint32_t)at[3] << 24);
}

void identity_load(struct identity *identity) {
    uint8_t content[IDENTITY_CONTENT] = {0};
    (void)record_load(&RING, &identity->position, content);
    identity->pad_id = get32(content);
    identity->epoch = get32(content + 4);
    identity->counter = content[8];
    identity->assigned = identity->pad_id != 0U && identity->epoch != 0U;
}

static bool save(struct identity *identity, struct write_queue *queue) {
    if (!write_queue_has_room(queue, IDENTITY_WRITES)) {
        return false;
    }
    uint8_t content[IDENTITY_CONTENT];
    put32(content, identity->pad_id);
    put32(content + 4, identity->epoch);
    content[8] = identity->counter;
    record_save(&RING, &identity->position, content, queue, MARK_IDENTITY);
    record_save(&RING, &identity->position, content, queue, MARK_NONE);
    return true;
}

bool identity_assign(struct identity *identity, uint32_t pad_id, uint32_t epoch, struct write_queue *queue) {
    identity->pad_id = pad_id;
    identity->epoch = epoch;
    if (save(identity, queue)) {
        return true;
    }
    identity->pad_id = 0;
    identity->epoch = 0;
    return false;
}

bool identity_set_counter(struct identity *identity, uint8_t counter, struct write_queue *queue) {
    uint8_t before = identity->counter;
    identity->counter = counter;
    if (save(identity, queue)) {
        return true;
    }
    identity->counter = before;
    return false;
}

void identity_stored(struct identity *identity) { identity->assigned = identity->pad_id != 0U && identity->epoch != 0U; }
