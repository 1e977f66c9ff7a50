/* Who this pad is: pad id and epoch (given once, for good) and the number of the counter it stands on. */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <stdbool.h>
#include <stdint.h>

#include "eeprom.h"

#define IDENTITY_CONTENT 9U
/* Both copies are written each time, so that one worn cell does not make the pad a stranger. */
#define IDENTITY_WRITES (2U * (IDENTITY_CONTENT + RECORD_EXTRA_WRITES))

struct identity {
    uint32_t pad_id;
    uint32_t epoch;
    uint8_t counter;
    bool assigned; /* pad id and epoch are stored, not merely on their way */
    struct record_position position;
};

void identity_load(struct identity *identity);
/* Both false when the queue has no room: the host asks again. MARK_IDENTITY follows when the first copy is whole. */
bool identity_assign(struct identity *identity, uint32_t pad_id, uint32_t epoch, struct write_queue *queue);
bool identity_set_counter(struct identity *identity, uint8_t counter, struct write_queue *queue);
/* MARK_IDENTITY has come. */
void identity_stored(struct identity *identity);

#endif
