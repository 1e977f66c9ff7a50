#include "lamps.h"

#define ALL_LAMPS 0x1FU
#define NO_FEEDBACK SHOWN_CLOSED

/* BOOT: a dark lead-in, then a long blink for each ten and a short one for each unit of the counter number; one very long for "none". */
#define BOOT_LEAD_MS 300U
#define BOOT_LONG_ON_MS 500U
#define BOOT_LONG_MS 800U
#define BOOT_SHORT_ON_MS 150U
#define BOOT_SHORT_MS 400U
#define BOOT_NONE_MS 1000U

#define INVITE_PERIOD_MS 1000U
#define INVITE_ON_MS 700U
#define SAVING_PERIOD_MS 500U
#define SAVING_ON_MS 100U
#define REFUSED_PERIOD_MS 200U
#define REFUSED_ON_MS 100U
#define REFUSED_BEEPS_MS 600U
#define REFUSED_BEEP_MS 50U
#define FAULT_PERIOD_MS 2000U
#define FAULT_FLASH_MS 60U
#define FAULT_SECOND_AT_MS 200U
#define HEARTBEAT_PERIOD_MS 2000U
#define HEARTBEAT_ON_MS 40U
#define HEARTBEAT_FAULT_PERIOD_MS 200U
#define HEARTBEAT_FAULT_ON_MS 100U
#define CLERK_BLINK_MS 80U
#define CLERK_DARK_MS 300U
#define CLERK_REFUSED_MS 900U
#define CLERK_REFUSED_PERIOD_MS 150U

void lamps_boot(struct lamps *lamps, uint8_t counter, uint32_t now_ms) {
    lamps->base = SHOWN_READY;
    lamps->base_since = now_ms;
    lamps->invite_since = now_ms;
    lamps->invite_ms = 0;
    lamps->keys = ALL_LAMPS;
    lamps->feedback = NO_FEEDBACK;
    lamps->feedback_since = now_ms;
    lamps->own_lamp = 0;
    lamps->acknowledged = false;
    lamps->booting = true;
    lamps->boot_since = now_ms;
    lamps->counter = counter;
    lamps->fault = false;
    lamps->fault_since = now_ms;
    lamps->clerk_blink = false;
    lamps->clerk_refused = false;
    lamps->clerk_since = now_ms;
}

void lamps_show(struct lamps *lamps, enum shown base, uint8_t keys, uint32_t invite_ms, uint32_t now_ms) {
    /* When the host repeats a state the rhythm goes on; the end of an invitation is counted from the newest one. */
    if (lamps->base != base) {
        lamps->base_since = now_ms;
    }
    lamps->base = base;
    lamps->invite_since = now_ms;
    lamps->keys = keys & ALL_LAMPS;
    lamps->invite_ms = invite_ms;
    if (base == SHOWN_CLOSED) {
        lamps->feedback = NO_FEEDBACK;
    }
    if (base == SHOWN_INVITE) {
        lamps->booting = false;
    }
}

static void give_feedback(struct lamps *lamps, enum shown feedback, uint32_t now_ms) {
    lamps->booting = false;
    lamps->feedback = feedback;
    lamps->feedback_since = now_ms;
    lamps->own_lamp = 0;
    lamps->acknowledged = false;
}

void lamps_seen(struct lamps *lamps, uint8_t key, uint32_t now_ms) {
    if (lamps->base == SHOWN_CLOSED) {
        return;
    }
    give_feedback(lamps, SHOWN_SEEN, now_ms);
    lamps->own_lamp = (uint8_t)(lamps->keys & (1U << (key - 1U)));
}

void lamps_recorded(struct lamps *lamps) { lamps->acknowledged = true; }

void lamps_refused(struct lamps *lamps, uint32_t now_ms) {
    if (lamps->base != SHOWN_CLOSED) {
        give_feedback(lamps, SHOWN_NOT_RECORDED, now_ms);
    }
}

void lamps_clerk(struct lamps *lamps, bool refused, uint32_t now_ms) {
    lamps->clerk_blink = true;
    lamps->clerk_refused = refused;
    lamps->clerk_since = now_ms;
}

void lamps_fault(struct lamps *lamps, bool fault, uint32_t now_ms) {
    if (fault && !lamps->fault) {
        lamps->fault_since = now_ms;
    }
    lamps->fault = fault;
}

static uint32_t boot_duration(const struct lamps *lamps) {
    if (lamps->counter == 0U) {
        return BOOT_LEAD_MS + BOOT_NONE_MS;
    }
    return BOOT_LEAD_MS + (uint32_t)(lamps->counter / 10U) * BOOT_LONG_MS + (uint32_t)(lamps->counter % 10U) * BOOT_SHORT_MS;
}

static void let_time_pass(struct lamps *lamps, uint32_t now_ms) {
    if (lamps->booting && (uint32_t)(now_ms - lamps->boot_since) >= boot_duration(lamps)) {
        lamps->booting = false;
    }
    if (lamps->base == SHOWN_INVITE && lamps->invite_ms != 0U && (uint32_t)(now_ms - lamps->invite_since) >= lamps->invite_ms) {
        lamps->base = SHOWN_READY;
        lamps->base_since = now_ms;
    }
    uint32_t elapsed = now_ms - lamps->feedback_since;
    switch (lamps->feedback) {
        case SHOWN_SEEN:
            if (lamps->acknowledged && elapsed >= LAMPS_SEEN_MIN_MS) {
                give_feedback(lamps, SHOWN_RECORDED, now_ms);
            } else if (elapsed >= LAMPS_SAVING_AFTER_MS) {
                lamps->feedback = SHOWN_SAVING;
            }
            break;
        case SHOWN_SAVING:
            if (lamps->acknowledged) {
                give_feedback(lamps, SHOWN_RECORDED, now_ms);
            } else if (lamps->fault || elapsed >= LAMPS_SAVING_END_MS) {
                lamps->feedback = NO_FEEDBACK;
            }
            break;
        case SHOWN_RECORDED:
        case SHOWN_NOT_RECORDED:
            if (elapsed >= LAMPS_RESULT_MS) {
                lamps->feedback = NO_FEEDBACK;
            }
            break;
        default:
            break;
    }
    uint32_t clerk_ms = lamps->clerk_refused ? CLERK_REFUSED_MS : CLERK_DARK_MS;
    if (lamps->clerk_blink && (uint32_t)(now_ms - lamps->clerk_since) >= clerk_ms) {
        lamps->clerk_blink = false;
    }
}

enum shown lamps_shown(const struct lamps *lamps) {
    if (lamps->feedback != NO_FEEDBACK) {
        return lamps->feedback;
    }
    if (lamps->booting) {
        return SHOWN_BOOT;
    }
    return lamps->fault ? SHOWN_FAULT : lamps->base;
}

static bool boot_is_lit(const struct lamps *lamps, uint32_t elapsed) {
    if (elapsed < BOOT_LEAD_MS) {
        return false;
    }
    elapsed -= BOOT_LEAD_MS;
    if (lamps->counter == 0U) {
        return true;
    }
    uint32_t tens = (uint32_t)(lamps->counter / 10U) * BOOT_LONG_MS;
    if (elapsed < tens) {
        return elapsed % BOOT_LONG_MS < BOOT_LONG_ON_MS;
    }
    return (elapsed - tens) % BOOT_SHORT_MS < BOOT_SHORT_ON_MS;
}

static bool heartbeat_is_lit(const struct lamps *lamps, uint32_t now_ms) {
    if (lamps->clerk_blink) {
        uint32_t elapsed = now_ms - lamps->clerk_since;
        return lamps->clerk_refused ? elapsed % CLERK_REFUSED_PERIOD_MS < CLERK_BLINK_MS : elapsed < CLERK_BLINK_MS;
    }
    if (lamps->fault) {
        return now_ms % HEARTBEAT_FAULT_PERIOD_MS < HEARTBEAT_FAULT_ON_MS;
    }
    return now_ms % HEARTBEAT_PERIOD_MS < HEARTBEAT_ON_MS;
}

struct lamp_levels lamps_step(struct lamps *lamps, uint32_t now_ms) {
    let_time_pass(lamps, now_ms);
    struct lamp_levels levels = {.lamps = 0, .heartbeat = heartbeat_is_lit(lamps, now_ms), .buzzer = false};
    uint32_t elapsed = now_ms - lamps->feedback_since;
    switch (lamps_shown(lamps)) {
        case SHOWN_BOOT:
            levels.lamps = boot_is_lit(lamps, now_ms - lamps->boot_since) ? ALL_LAMPS : 0U;
            break;
        case SHOWN_INVITE:
            levels.lamps = (now_ms - lamps->base_since) % INVITE_PERIOD_MS < INVITE_ON_MS ? lamps->keys : 0U;
            break;
        case SHOWN_SEEN:
            levels.lamps = elapsed < LAMPS_BLINK_MS ? lamps->own_lamp : 0U;
            levels.buzzer = elapsed < LAMPS_BLINK_MS;
            break;
        case SHOWN_SAVING:
            levels.lamps = elapsed % SAVING_PERIOD_MS < SAVING_ON_MS ? lamps->keys : 0U;
            break;
        case SHOWN_RECORDED:
            levels.lamps = lamps->keys;
            break;
        case SHOWN_NOT_RECORDED:
            levels.lamps = elapsed % REFUSED_PERIOD_MS < REFUSED_ON_MS ? lamps->keys : 0U;
            levels.buzzer = elapsed < REFUSED_BEEPS_MS && elapsed % REFUSED_PERIOD_MS < REFUSED_BEEP_MS;
            break;
        case SHOWN_FAULT:
            elapsed = (now_ms - lamps->fault_since) % FAULT_PERIOD_MS;
            if (elapsed < FAULT_FLASH_MS || (elapsed >= FAULT_SECOND_AT_MS && elapsed < FAULT_SECOND_AT_MS + FAULT_FLASH_MS)) {
                levels.lamps = lamps->keys;
            }
            break;
        default:
            break;
    }
    return levels;
}
