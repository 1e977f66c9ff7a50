/* A pad on a bench: the pure core with an EEPROM that takes time and tears, contacts, a host at the other end and a lamp recorder. */
#ifndef RIG_H
#define RIG_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "pad.h"

#define RIG_WRITE_MS 4U /* a byte takes 3.4 ms; the bench counts whole ones */
#define RIG_MESSAGES 4096U
#define RIG_TRACE 8192U
#define RIG_PAD_ID 0x12345678UL
#define RIG_EPOCH 0x9ABCDEF0UL

struct rig_message {
    uint32_t at_ms;
    uint8_t length;
    uint8_t payload[FRAME_MAX_PAYLOAD];
};

struct rig {
    struct pad pad;
    struct pad_inputs inputs;
    bool writing;
    struct eeprom_write write;
    uint32_t write_done_ms;
    struct rig_message messages[RIG_MESSAGES];
    size_t message_count;
    struct lamp_levels levels[RIG_TRACE]; /* one a millisecond since the last rig_trace_start */
    size_t level_count;
};

/* The cells outlive the rig's pad, as they do a power cut. */
extern uint8_t rig_cells[EEPROM_SIZE];
/* A cell that does not keep what is written to it; EEPROM_SIZE = none. */
extern uint16_t rig_worn_cell;

void rig_blank_eeprom(void);
struct rig *rig_new(void);
/* Cuts the power: what is being written is left half done, as `torn` says. Boots again with the same cells. */
enum rig_tear { TEAR_OLD, TEAR_ERASED, TEAR_HALF_ERASED, TEAR_HALF_WRITTEN, TEAR_NEW, TEAR_COUNT };
void rig_power_cycle(struct rig *rig, enum rig_tear tear);
void rig_boot(struct rig *rig, uint8_t reset_cause);
void rig_run(struct rig *rig, uint32_t ms);
/* Boots assigned to a host that has shown `state` for all keys, the boot pattern over and the EEPROM idle. */
struct rig *rig_ready(enum shown state);

void rig_key(struct rig *rig, uint8_t key, bool closed);
/* Closes a key for 100 ms and runs until it is open again for 60 ms. */
void rig_press(struct rig *rig, uint8_t key);

void rig_send(struct rig *rig, const uint8_t *payload, uint8_t length);
void rig_ack(struct rig *rig, uint16_t seq);
void rig_ping(struct rig *rig);
void rig_show(struct rig *rig, enum shown state, uint8_t keys, uint16_t duration);
void rig_assign(struct rig *rig, uint32_t pad_id, uint32_t epoch);
void rig_counter(struct rig *rig, uint8_t counter);
void rig_who(struct rig *rig);

/* The last message of a type since message `from`; NULL = none. */
const struct rig_message *rig_last(const struct rig *rig, uint8_t type, size_t from);
size_t rig_count(const struct rig *rig, uint8_t type, size_t from);
/* How many different sequences PRESS messages since `from` carried. */
size_t rig_distinct_presses(const struct rig *rig, size_t from);
uint16_t rig_press_seq(const struct rig_message *message);
uint8_t rig_press_key(const struct rig_message *message);
uint32_t rig_press_age(const struct rig_message *message);
uint8_t rig_pending(const struct rig *rig);
uint8_t rig_shown(struct rig *rig);

void rig_trace_start(struct rig *rig);

/* A seed from MOTCUA_SEED or the clock, printed once. */
uint32_t rig_seed(void);
uint32_t rig_random(uint32_t limit);

#endif
