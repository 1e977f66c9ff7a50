#include "pad.h"

#include <stddef.h>

#define MS_PER_DURATION_UNIT 100U
#define AGES_EVERY_MS 60000UL

void pad_boot(struct pad *pad, const struct pad_inputs *inputs, uint8_t reset_cause) {
    uint32_t now = inputs->now_ms;
    pad->now_ms = now;
    pad->reset_cause = reset_cause;
    pad->lid_open = inputs->lid_open;
    pad->bad_frames = 0;
    pad->host_heard = false;
    pad->host_lost = false;
    pad->host_heard_ms = now;
    pad->hello_due = true;
    pad->hello_ms = now;
    pad->press_due = true;
    pad->press_ms = now;
    pad->status_ms = now;
    pad->ages_ms = now;
    pad->shows_press = false;
    pad->shown_seq = 0;
    frame_reader_init(&pad->reader);
    debounce_init(&pad->debounce, inputs->keys, now);
    write_queue_init(&pad->writes);
    identity_load(&pad->identity);
    tally_boot(&pad->tally);
    press_log_load(&pad->log);
    lamps_boot(&pad->lamps, pad->identity.counter, now);
}

static void refuse(struct pad *pad, uint8_t key) {
    tally_refuse(&pad->tally);
    if (key == CLERK_KEY) {
        lamps_clerk(&pad->lamps, true, pad->now_ms);
    } else {
        lamps_refused(&pad->lamps, pad->now_ms);
        pad->shows_press = false;
    }
}

/* Logs the keys that one sample completed, in the order in which their contacts closed. */
static void take_presses(struct pad *pad, uint8_t pressed) {
    while (pressed != 0U) {
        uint8_t first = 0;
        uint32_t first_age = 0;
        for (uint8_t key = 1; key <= KEY_COUNT; key++) {
            uint32_t age = pad->now_ms - debounce_closed_at(&pad->debounce, key);
            if ((pressed & (1U << (key - 1U))) != 0U && (first == 0U || age > first_age)) {
                first = key;
                first_age = age;
            }
        }
        pressed = (uint8_t)(pressed & ~(1U << (first - 1U)));
        if (!pad->identity.assigned || !press_log_add(&pad->log, first, debounce_closed_at(&pad->debounce, first), &pad->writes)) {
            refuse(pad, first);
        }
    }
}

struct lamp_levels pad_step(struct pad *pad, const struct pad_inputs *inputs) {
    uint32_t now = inputs->now_ms;
    pad->now_ms = now;
    pad->lid_open = inputs->lid_open;
    take_presses(pad, debounce_sample(&pad->debounce, inputs->keys, now));
    tally_save_when_idle(&pad->tally, &pad->writes);
    if (!pad->host_lost && (uint32_t)(now - pad->host_heard_ms) >= FAULT_AFTER_MS) {
        pad->host_lost = true;
        lamps_fault(&pad->lamps, true, now);
    }
    if ((uint32_t)(now - pad->ages_ms) >= AGES_EVERY_MS) {
        pad->ages_ms = now;
        press_log_forget_old_ages(&pad->log, now);
    }
    return lamps_step(&pad->lamps, now);
}

static void acknowledge(struct pad *pad, uint16_t seq) {
    if (!press_log_acknowledge(&pad->log, seq, &pad->writes)) {
        return;
    }
    pad->press_due = true;
    if (pad->shows_press && pad->shown_seq == seq) {
        lamps_recorded(&pad->lamps);
    }
}

static void obey(struct pad *pad, const struct host_message *message) {
    switch (message->type) {
        case MESSAGE_ACK:
            acknowledge(pad, message->seq);
            break;
        case MESSAGE_SHOW:
            lamps_show(&pad->lamps, (enum shown)message->state, message->keys, (uint32_t)message->duration * MS_PER_DURATION_UNIT,
                       pad->now_ms);
            break;
        case MESSAGE_ASSIGN:
            if (pad->identity.pad_id == 0U && pad->identity.epoch == 0U) {
                (void)identity_assign(&pad->identity, message->pad_id, message->epoch, &pad->writes);
            } else {
                pad->hello_due = true;
            }
            break;
        case MESSAGE_COUNTER:
            if (message->counter == pad->identity.counter) {
                pad->hello_due = true;
            } else {
                (void)identity_set_counter(&pad->identity, message->counter, &pad->writes);
            }
            break;
        case MESSAGE_WHO:
            pad->hello_due = true;
            break;
        default: /* PING: being heard was all */
            break;
    }
}

void pad_receive(struct pad *pad, uint8_t byte) {
    struct host_message message = {.type = MESSAGE_PING};
    enum frame_event event = frame_reader_take(&pad->reader, byte);
    if (event == FRAME_NONE) {
        return;
    }
    if (event == FRAME_BAD || !message_read_host(pad->reader.data, pad->reader.length, &message)) {
        if (pad->bad_frames < UINT16_MAX) {
            pad->bad_frames++;
        }
        return;
    }
    pad->host_heard = true;
    pad->host_heard_ms = pad->now_ms;
    pad->host_lost = false;
    lamps_fault(&pad->lamps, false, pad->now_ms);
    obey(pad, &message);
}

static uint8_t write_hello(struct pad *pad, uint8_t *payload) {
    bool assigned = pad->identity.assigned;
    const struct hello hello = {.reset_cause = pad->reset_cause,
                                .boots = pad->tally.boots,
                                .pad_id = assigned ? pad->identity.pad_id : 0U,
                                .epoch = assigned ? pad->identity.epoch : 0U,
                                .pending = pad->log.pending,
                                .refused = pad->tally.refused,
                                .counter = pad->identity.counter};
    pad->hello_due = false;
    pad->hello_ms = pad->now_ms;
    return message_write_hello(&hello, payload);
}

static uint8_t write_press(struct pad *pad, const struct logged_press *logged, uint16_t seq, uint8_t *payload) {
    const struct press press = {
        .seq = seq, .key = logged->key, .age_ms = logged->age_known ? (uint32_t)(pad->now_ms - logged->closed_at_ms) : AGE_UNKNOWN};
    pad->press_due = false;
    pad->press_ms = pad->now_ms;
    return message_write_press(&press, payload);
}

static uint8_t write_status(struct pad *pad, uint8_t *payload) {
    const struct status status = {.up_ms = pad->now_ms,
                                  .keys_down = debounce_down(&pad->debounce),
                                  .stuck = debounce_stuck(&pad->debounce),
                                  .lid_open = pad->lid_open,
                                  .pending = pad->log.pending,
                                  .refused = pad->tally.refused,
                                  .bad_frames = pad->bad_frames,
                                  .shown = (uint8_t)lamps_shown(&pad->lamps)};
    pad->status_ms = pad->now_ms;
    return message_write_status(&status, payload);
}

static uint8_t write_due(struct pad *pad, uint8_t *payload) {
    uint32_t now = pad->now_ms;
    if (pad->hello_due || (!pad->host_heard && (uint32_t)(now - pad->hello_ms) >= HELLO_EVERY_MS)) {
        return write_hello(pad, payload);
    }
    if (pad->log.pending != 0U && (pad->press_due || (uint32_t)(now - pad->press_ms) >= PRESS_EVERY_MS)) {
        uint16_t seq = 0;
        const struct logged_press *oldest = press_log_oldest(&pad->log, &seq);
        if (oldest != NULL) {
            return write_press(pad, oldest, seq, payload);
        }
    }
    if ((uint32_t)(now - pad->status_ms) >= STATUS_EVERY_MS) {
        return write_status(pad, payload);
    }
    return 0;
}

uint8_t pad_transmit(struct pad *pad, uint8_t *frame) {
    uint8_t payload[FRAME_MAX_PAYLOAD];
    uint8_t length = write_due(pad, payload);
    return length == 0U ? 0U : frame_encode(payload, length, frame);
}

static void press_arrived(struct pad *pad) {
    uint16_t seq = 0;
    uint8_t key = pad->log.slots[pad->log.storing % LOG_SLOTS].key;
    const struct logged_press *press = press_log_stored(&pad->log, &seq);
    if (press == NULL) {
        refuse(pad, key);
        return;
    }
    if (pad->log.pending == 1U) {
        pad->press_due = true;
    }
    if (key == CLERK_KEY) {
        lamps_clerk(&pad->lamps, false, pad->now_ms);
    } else {
        lamps_seen(&pad->lamps, key, pad->now_ms);
        pad->shows_press = true;
        pad->shown_seq = seq;
    }
}

bool pad_eeprom(struct pad *pad, struct eeprom_write *write) {
    switch (write_queue_complete(&pad->writes)) {
        case MARK_PRESS:
            press_arrived(pad);
            break;
        case MARK_IDENTITY:
            identity_stored(&pad->identity);
            pad->hello_due = true;
            break;
        default:
            break;
    }
    return write_queue_start(&pad->writes, write);
}
