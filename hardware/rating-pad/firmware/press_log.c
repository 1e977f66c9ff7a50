#include "press_log.h"

#include <stddef.h>

#include "frame.h"
#include "message.h"

#define FIRST_SEQUENCE 1U
#define KEY_BITS 7U
#define OFFSET_KEY 2U
#define OFFSET_CRC 3U
#define OFFSET_ACKNOWLEDGED 5U
#define LONGEST_AGE_MS 0x7FFFFFFFUL

static uint16_t slot_address(uint16_t seq) { return (uint16_t)(LOG_ADDRESS + (seq % LOG_SLOTS) * LOG_SLOT_SIZE); }

static uint8_t key_code(uint8_t key) { return (uint8_t)((uint8_t)(key << 4) | (uint8_t)(~key & 0x0FU)); }

/* Neighbouring rounds differ; an erased byte (0xFF) is not the mark of the first round. */
static uint8_t acknowledgement(uint16_t seq) { return (uint8_t)((seq / LOG_SLOTS) ^ 0xA5U); }

static uint16_t record_crc(uint16_t seq, uint8_t code) {
    uint16_t crc = frame_crc(FRAME_CRC_START, (uint8_t)(seq & 0xFFU));
    crc = frame_crc(crc, (uint8_t)(seq >> 8));
    return frame_crc(crc, code);
}

/* The key of the whole record in a slot, 0 when there is none. */
static uint8_t read_slot(uint8_t slot, uint16_t *seq) {
    uint16_t at = slot_address(slot);
    *seq = (uint16_t)(eeprom_read(at) | (uint16_t)((uint16_t)eeprom_read((uint16_t)(at + 1U)) << 8));
    uint8_t code = eeprom_read((uint16_t)(at + OFFSET_KEY));
    uint16_t crc =
        (uint16_t)(eeprom_read((uint16_t)(at + OFFSET_CRC)) | (uint16_t)((uint16_t)eeprom_read((uint16_t)(at + OFFSET_CRC + 1U)) << 8));
    uint8_t key = (uint8_t)(code >> 4);
    bool whole = *seq % LOG_SLOTS == slot && key >= 1U && key <= KEY_COUNT && code == key_code(key) && crc == record_crc(*seq, code);
    return whole ? key : 0U;
}

static uint16_t newest(bool *found) {
    uint16_t best = 0;
    *found = false;
    for (uint8_t slot = 0; slot < LOG_SLOTS; slot++) {
        uint16_t seq = 0;
        if (read_slot(slot, &seq) != 0U && (!*found || (int16_t)(uint16_t)(seq - best) > 0)) {
            best = seq;
            *found = true;
        }
    }
    return best;
}

void press_log_load(struct press_log *log) {
    bool found = false;
    uint16_t last = newest(&found);
    log->next = found ? (uint16_t)(last + 1U) : FIRST_SEQUENCE;
    log->storing = log->next;
    log->pending = 0;
    for (uint8_t slot = 0; slot < LOG_SLOTS; slot++) {
        uint16_t seq = 0;
        uint8_t key = read_slot(slot, &seq);
        bool of_last_round = (uint16_t)(last - seq) < LOG_SLOTS;
        bool open = key != 0U && of_last_round && eeprom_read((uint16_t)(slot_address(seq) + OFFSET_ACKNOWLEDGED)) != acknowledgement(seq);
        log->slots[slot].key = open ? key & KEY_BITS : 0U;
        log->slots[slot].stored = open;
        log->slots[slot].age_known = false;
        log->slots[slot].closed_at_ms = 0;
        if (open) {
            log->pending++;
        }
    }
}

bool press_log_add(struct press_log *log, uint8_t key, uint32_t closed_at_ms, struct write_queue *queue) {
    uint16_t seq = log->next;
    struct logged_press *press = &log->slots[seq % LOG_SLOTS];
    if (press->key != 0U || !write_queue_has_room(queue, PRESS_WRITES)) {
        return false;
    }
    uint8_t code = key_code(key);
    uint16_t crc = record_crc(seq, code);
    uint16_t at = slot_address(seq);
    write_queue_add(queue, at, (uint8_t)(seq & 0xFFU), MARK_NONE);
    write_queue_add(queue, (uint16_t)(at + 1U), (uint8_t)(seq >> 8), MARK_NONE);
    write_queue_add(queue, (uint16_t)(at + OFFSET_KEY), code, MARK_NONE);
    write_queue_add(queue, (uint16_t)(at + OFFSET_CRC), (uint8_t)(crc & 0xFFU), MARK_NONE);
    write_queue_add(queue, (uint16_t)(at + OFFSET_CRC + 1U), (uint8_t)(crc >> 8), MARK_PRESS);
    press->key = key & KEY_BITS;
    press->stored = false;
    press->age_known = true;
    press->closed_at_ms = closed_at_ms;
    log->next = (uint16_t)(seq + 1U);
    return true;
}

const struct logged_press *press_log_stored(struct press_log *log, uint16_t *seq) {
    *seq = log->storing;
    log->storing++;
    struct logged_press *press = &log->slots[*seq % LOG_SLOTS];
    uint16_t read_back = 0;
    if (read_slot((uint8_t)(*seq % LOG_SLOTS), &read_back) != press->key || read_back != *seq) {
        press->key = 0;
        return NULL;
    }
    press->stored = true;
    log->pending++;
    return press;
}

const struct logged_press *press_log_oldest(const struct press_log *log, uint16_t *seq) {
    if (log->pending == 0U) {
        return NULL;
    }
    for (uint8_t back = LOG_SLOTS; back > 0U; back--) {
        *seq = (uint16_t)(log->next - back);
        const struct logged_press *press = &log->slots[*seq % LOG_SLOTS];
        if (press->key != 0U && press->stored) {
            return press;
        }
    }
    return NULL;
}

bool press_log_acknowledge(struct press_log *log, uint16_t seq, struct write_queue *queue) {
    uint16_t oldest = 0;
    if (press_log_oldest(log, &oldest) == NULL || oldest != seq || !write_queue_has_room(queue, 1U)) {
        return false;
    }
    write_queue_add(queue, (uint16_t)(slot_address(seq) + OFFSET_ACKNOWLEDGED), acknowledgement(seq), MARK_NONE);
    log->slots[seq % LOG_SLOTS].key = 0;
    log->pending--;
    return true;
}

void press_log_forget_old_ages(struct press_log *log, uint32_t now_ms) {
    for (uint8_t slot = 0; slot < LOG_SLOTS; slot++) {
        struct logged_press *press = &log->slots[slot];
        if (press->age_known && (uint32_t)(now_ms - press->closed_at_ms) > LONGEST_AGE_MS) {
            press->age_known = false;
        }
    }
}
