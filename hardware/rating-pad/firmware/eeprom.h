/* The EEPROM: its map, the queue of byte writes on their way into it, and records that survive a power cut at any point.
 *
 * A byte takes 3.4 ms to write and a power cut in that time leaves it half erased or half written. Everything here therefore goes in
 * one byte after another, in the order of the queue, and each record says itself whether it is whole. */
#ifndef EEPROM_H
#define EEPROM_H

#include <stdbool.h>
#include <stdint.h>

#define EEPROM_SIZE 1024U

/* The first bytes stay unused: address 0 is where a stray write of a falling supply lands. */
#define LOG_ADDRESS 0x0010U
#define LOG_SLOTS 64U
#define LOG_SLOT_SIZE 6U
#define IDENTITY_ADDRESS 0x01A0U
#define IDENTITY_SLOTS 2U
#define IDENTITY_SLOT_SIZE 16U
#define TALLY_ADDRESS 0x01C0U
#define TALLY_SLOTS 32U
#define TALLY_SLOT_SIZE 8U

/* Provided by the port (and by the tests). Only called while no write is under way. */
uint8_t eeprom_read(uint16_t address);

/* What it means that a byte has arrived: the last byte of something. */
enum eeprom_mark { MARK_NONE, MARK_PRESS, MARK_IDENTITY, MARK_TALLY };

struct eeprom_write {
    uint16_t address : 12;
    uint16_t mark : 4;
    uint8_t value;
};

#define WRITE_QUEUE_SIZE 64U

struct write_queue {
    struct eeprom_write writes[WRITE_QUEUE_SIZE];
    uint8_t first;
    uint8_t count;
    bool under_way; /* the first write was handed to the hardware */
};

void write_queue_init(struct write_queue *queue);
bool write_queue_has_room(const struct write_queue *queue, uint8_t writes);
void write_queue_add(struct write_queue *queue, uint16_t address, uint8_t value, enum eeprom_mark mark);

/* The hardware is idle: the write under way, if any, has arrived. Returns its mark. */
enum eeprom_mark write_queue_complete(struct write_queue *queue);
/* Hands out the next write, which is under way from then on. False when there is none. */
bool write_queue_start(struct write_queue *queue, struct eeprom_write *write);

/* A few bytes kept in a ring of slots, newest wins, a torn one never does:
 * slot = state, generation, content, CRC-16 over generation and content. The state goes to OPEN first and to WHOLE last. */
struct record_ring {
    uint16_t address;
    uint8_t slots;
    uint8_t slot_size;
    uint8_t content_size;
};

#define RECORD_OVERHEAD 4U
/* State twice, generation, CRC. */
#define RECORD_EXTRA_WRITES 5U

struct record_position {
    uint8_t slot;
    uint8_t generation;
};

/* Reads the newest whole record into `content` (content_size bytes); false when there is none. Call only with an empty queue. */
bool record_load(const struct record_ring *ring, struct record_position *position, uint8_t *content);
/* Queues the next record; the caller made sure of room for content_size + RECORD_EXTRA_WRITES writes. */
void record_save(const struct record_ring *ring, struct record_position *position, const uint8_t *content, struct write_queue *queue,
                 enum eeprom_mark mark);

#endif
