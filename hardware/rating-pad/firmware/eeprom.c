#include "eeprom.h"

#include "frame.h"

/* Four bits set each, all different: erasing (bits to 1) and then programming (bits to 0) never passes through the other one. */
#define STATE_WHOLE 0x55U
#define STATE_OPEN 0xAAU

#define ADDRESS_BITS 0x0FFFU
#define MARK_BITS 0x0FU

void write_queue_init(struct write_queue *queue) {
    queue->first = 0;
    queue->count = 0;
    queue->under_way = false;
}

bool write_queue_has_room(const struct write_queue *queue, uint8_t writes) { return (uint8_t)(WRITE_QUEUE_SIZE - queue->count) >= writes; }

void write_queue_add(struct write_queue *queue, uint16_t address, uint8_t value, enum eeprom_mark mark) {
    struct eeprom_write *write = &queue->writes[(uint8_t)(queue->first + queue->count) % WRITE_QUEUE_SIZE];
    write->address = address & ADDRESS_BITS;
    write->value = value;
    write->mark = mark & MARK_BITS;
    queue->count++;
}

enum eeprom_mark write_queue_complete(struct write_queue *queue) {
    if (!queue->under_way) {
        return MARK_NONE;
    }
    enum eeprom_mark mark = (enum eeprom_mark)queue->writes[queue->first].mark;
    queue->under_way = false;
    queue->first = (uint8_t)((queue->first + 1U) % WRITE_QUEUE_SIZE);
    queue->count--;
    return mark;
}

bool write_queue_start(struct write_queue *queue, struct eeprom_write *write) {
    if (queue->count == 0U || queue->under_way) {
        return false;
    }
    *write = queue->writes[queue->first];
    queue->under_way = true;
    return true;
}

static uint16_t slot_address(const struct record_ring *ring, uint8_t slot) {
    return (uint16_t)(ring->address + (uint16_t)slot * ring->slot_size);
}

static bool is_whole(const struct record_ring *ring, uint8_t slot) {
    uint16_t at = slot_address(ring, slot);
    if (eeprom_read(at) != STATE_WHOLE) {
        return false;
    }
    uint16_t crc = FRAME_CRC_START;
    uint8_t covered = (uint8_t)(1U + ring->content_size);
    for (uint8_t i = 0; i < covered; i++) {
        crc = frame_crc(crc, eeprom_read((uint16_t)(at + 1U + i)));
    }
    uint16_t crc_at = (uint16_t)(at + 1U + covered);
    return eeprom_read(crc_at) == (uint8_t)(crc & 0xFFU) && eeprom_read((uint16_t)(crc_at + 1U)) == (uint8_t)(crc >> 8);
}

bool record_load(const struct record_ring *ring, struct record_position *position, uint8_t *content) {
    bool found = false;
    position->slot = (uint8_t)(ring->slots - 1U);
    position->generation = 0;
    for (uint8_t slot = 0; slot < ring->slots; slot++) {
        if (!is_whole(ring, slot)) {
            continue;
        }
        uint8_t generation = eeprom_read((uint16_t)(slot_address(ring, slot) + 1U));
        /* Generations in the ring lie closer together than half their range, so the sign of the difference tells the order. */
        if (!found || (int8_t)(uint8_t)(generation - position->generation) > 0) {
            found = true;
            position->slot = slot;
            position->generation = generation;
        }
    }
    if (found) {
        for (uint8_t i = 0; i < ring->content_size; i++) {
            content[i] = eeprom_read((uint16_t)(slot_address(ring, position->slot) + 2U + i));
        }
    }
    return found;
}

void record_save(const struct record_ring *ring, struct record_position *position, const uint8_t *content, struct write_queue *queue,
                 enum eeprom_mark mark) {
    position->slot = (uint8_t)((position->slot + 1U) % ring->slots);
    position->generation++;
    uint16_t at = slot_address(ring, position->slot);
    write_queue_add(queue, at, STATE_OPEN, MARK_NONE);
    uint16_t crc = frame_crc(FRAME_CRC_START, position->generation);
    write_queue_add(queue, (uint16_t)(at + 1U), position->generation, MARK_NONE);
    for (uint8_t i = 0; i < ring->content_size; i++) {
        crc = frame_crc(crc, content[i]);
        write_queue_add(queue, (uint16_t)(at + 2U + i), content[i], MARK_NONE);
    }
    uint16_t crc_at = (uint16_t)(at + 2U + ring->content_size);
    write_queue_add(queue, crc_at, (uint8_t)(crc & 0xFFU), MARK_NONE);
    write_queue_add(queue, (uint16_t)(crc_at + 1U), (uint8_t)(crc >> 8), MARK_NONE);
    write_queue_add(queue, at, STATE_WHOLE, mark);
}
