/* The press log: every press goes into the EEPROM before anybody is told, and stays until the host has acknowledged it.
 *
 * A slot is six bytes: sequence low, high, key code, CRC-16 low, high, acknowledgement. Press n lives in slot n mod 64, so the ring
 * wears evenly and needs no pointer: at boot the newest whole slot gives the next sequence, across 65535 -> 0 too.
 * - The record's five bytes go in first to last; it counts only with its last byte. A torn one is read as an empty slot.
 * - The key code carries its complement, so four bits of it are set whatever the key: half erased or half written it is never another key.
 * - The acknowledgement byte tells the round (n div 64), so a new record in an old slot needs no clearing: it is open until its own
 *   round is written. A torn acknowledgement reads as "still open": the press is offered again and the host, which has it, says so. */
#ifndef PRESS_LOG_H
#define PRESS_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "eeprom.h"

#define PRESS_WRITES 5U

/* Packed in fields of one byte and four: there are 64 of them in 2 KiB of RAM. */
struct logged_press {
    uint32_t closed_at_ms;
    uint8_t key : 3; /* 0 = the slot is free */
    bool stored : 1; /* whole in the EEPROM */
    bool age_known : 1;
};

struct press_log {
    uint16_t next; /* sequence of the next press */
    uint16_t storing; /* sequence of the press whose last byte arrives next */
    uint8_t pending; /* stored and not acknowledged */
    struct logged_press slots[LOG_SLOTS];
};

/* Reads the EEPROM; what is found open there is of unknown age. */
void press_log_load(struct press_log *log);

/* Queues a record; false when the log or the queue is full: nothing was changed. */
bool press_log_add(struct press_log *log, uint8_t key, uint32_t closed_at_ms, struct write_queue *queue);

/* MARK_PRESS has come: reads the oldest record under way back. Gives its slot, or NULL when the EEPROM did not keep it. */
const struct logged_press *press_log_stored(struct press_log *log, uint16_t *seq);

/* The oldest stored press that is not acknowledged; NULL when there is none. */
const struct logged_press *press_log_oldest(const struct press_log *log, uint16_t *seq);

/* Marks the oldest pending press as acknowledged; false when `seq` is not that press or the queue is full (the host will repeat). */
bool press_log_acknowledge(struct press_log *log, uint16_t seq, struct write_queue *queue);

/* Ages beyond what 32 bits of milliseconds can tell become unknown. Call at least once a day. */
void press_log_forget_old_ages(struct press_log *log, uint32_t now_ms);

#endif
