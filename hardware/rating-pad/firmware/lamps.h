/* What the pad shows, as a function of time. Nothing here depends on which rating key was pressed, except the key's own hooded lamp,
 * which lights once for LAMPS_BLINK_MS: from two metres a press of key 1 and one of key 5 look and sound the same. */
#ifndef LAMPS_H
#define LAMPS_H

#include <stdbool.h>
#include <stdint.h>

#define LAMPS_BLINK_MS 80U
/* All lamps stay dark this long after the blink began, so that it cannot melt into RECORDED. */
#define LAMPS_SEEN_MIN_MS 200U
#define LAMPS_SAVING_AFTER_MS 1000U
#define LAMPS_SAVING_END_MS 10000U
/* RECORDED or NOT_RECORDED. */
#define LAMPS_RESULT_MS 1000U

/* As sent in STATUS. */
enum shown {
    SHOWN_CLOSED = 0,
    SHOWN_READY = 1,
    SHOWN_INVITE = 2,
    SHOWN_SEEN = 3,
    SHOWN_SAVING = 4,
    SHOWN_RECORDED = 5,
    SHOWN_NOT_RECORDED = 6,
    SHOWN_FAULT = 7,
    SHOWN_BOOT = 8
};

struct lamp_levels {
    uint8_t lamps; /* bit 0 = lamp 1 ... bit 4 = lamp 5 */
    bool heartbeat;
    bool buzzer;
};

struct lamps {
    enum shown base; /* CLOSED, READY or INVITE */
    uint32_t base_since; /* its rhythm is counted from here */
    uint32_t invite_since;
    uint32_t invite_ms; /* 0 = until told otherwise */
    uint8_t keys; /* keys in use; the lamps of the others stay dark */
    enum shown feedback; /* SEEN, SAVING, RECORDED, NOT_RECORDED; CLOSED = none */
    uint32_t feedback_since;
    uint8_t own_lamp;
    bool acknowledged;
    bool booting;
    uint32_t boot_since;
    uint8_t counter;
    bool fault;
    uint32_t fault_since;
    bool clerk_blink;
    bool clerk_refused;
    uint32_t clerk_since;
};

/* Starts with BOOT, which shows the counter number, then READY with all keys until the host says otherwise. */
void lamps_boot(struct lamps *lamps, uint8_t counter, uint32_t now_ms);
void lamps_show(struct lamps *lamps, enum shown base, uint8_t keys, uint32_t invite_ms, uint32_t now_ms);
/* A rating key's press is stored in the EEPROM. */
void lamps_seen(struct lamps *lamps, uint8_t key, uint32_t now_ms);
/* The press that is being shown is committed on the host. */
void lamps_recorded(struct lamps *lamps);
void lamps_refused(struct lamps *lamps, uint32_t now_ms);
void lamps_clerk(struct lamps *lamps, bool refused, uint32_t now_ms);
void lamps_fault(struct lamps *lamps, bool fault, uint32_t now_ms);

/* Lets time pass and gives the levels of this millisecond. */
struct lamp_levels lamps_step(struct lamps *lamps, uint32_t now_ms);
enum shown lamps_shown(const struct lamps *lamps);

#endif
