#include "tally.h"

static const struct record_ring RING = {
    .address = TALLY_ADDRESS, .slots = TALLY_SLOTS, .slot_size = TALLY_SLOT_SIZE, .content_size = TALLY_CONTENT};

static uint16_t one_more(uint16_t count) { return count == UINT16_MAX ? count : (uint16_t)(count + 1U); }

void tally_boot(struct tally *tally) {
    uint8_t content[TALLY_CONTENT] = {0};
    (void)record_load(&RING, &tally->position, content);
    tally->boots = one_more((uint16_t)(content[0] | (uint16_t)((uint16_t)content[1] << 8)));
    tally->refused = (uint16_t)(content[2] | (uint16_t)((uint16_t)content[3] << 8));
    tally->dirty = true;
}

void tally_refuse(struct tally *tally) {
    tally->refused = one_more(tally->refused);
    tally->dirty = true;
}

void tally_save_when_idle(struct tally *tally, struct write_queue *queue) {
    if (!tally->dirty || queue->count != 0U) {
        return;
    }
    const uint8_t content[TALLY_CONTENT] = {(uint8_t)(tally->boots & 0xFFU), (uint8_t)(tally->boots >> 8),
                                            (uint8_t)(tally->refused & 0xFFU), (uint8_t)(tally->refused >> 8)};
    record_save(&RING, &tally->position, content, queue, MARK_TALLY);
    tally->dirty = false;
}
