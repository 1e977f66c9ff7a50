/* Two counts that outlive power: how often the pad booted and how many presses it refused since it was formatted. */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "eeprom.h"

#define TALLY_CONTENT 4U
#define TALLY_WRITES (TALLY_CONTENT + RECORD_EXTRA_WRITES)

struct tally {
    uint16_t boots; /* saturating */
    uint16_t refused; /* saturating */
    bool dirty;
    struct record_position position;
};

/* Loads and counts this boot. */
void tally_boot(struct tally *tally);
void tally_refuse(struct tally *tally);
/* Queues the counts when they changed and the queue is idle: a press on its way never waits for a count. */
void tally_save_when_idle(struct tally *tally, struct write_queue *queue);

#endif
