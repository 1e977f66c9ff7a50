/* libFuzzer target: a pad on a bench, driven by a script of bytes: contacts, host frames and noise, time, power cuts with a torn byte.
 * Whatever the script, the pad must keep its promises to a model that only watches from outside:
 *  - what was shown as SEEN is offered until it is acknowledged, with its key, through any cut;
 *  - presses are offered in order, one sequence each, none invented;
 *  - the pad sends valid frames only, and never writes outside its EEPROM. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pad.h"

#define WRITE_MS 4U
#define MAX_PRESSES 4096U

static uint8_t cells[EEPROM_SIZE];
static struct pad pad;
static struct pad_inputs inputs;
static bool writing;
static struct eeprom_write under_way;
static uint32_t write_done_ms;

static uint8_t keys_by_sequence[MAX_PRESSES]; /* as first offered; 0 = not yet */
static uint16_t last_offered;
static uint16_t last_acknowledged;
static uint16_t seen_up_to;

#define REQUIRE(condition)                                                          \
    do {                                                                            \
        if (!(condition)) {                                                         \
            fprintf(stderr, "broken promise, line %d: %s\n", __LINE__, #condition); \
            abort();                                                                \
        }                                                                           \
    } while (0)

uint8_t eeprom_read(uint16_t address) {
    REQUIRE(address < EEPROM_SIZE);
    REQUIRE(!writing);
    return cells[address];
}

static void offered(const uint8_t *payload) {
    uint16_t seq = (uint16_t)(payload[1] | payload[2] << 8);
    uint8_t key = payload[3];
    REQUIRE(key >= 1 && key <= KEY_COUNT);
    REQUIRE(seq >= 1 && seq < MAX_PRESSES);
    REQUIRE(seq > last_acknowledged || keys_by_sequence[seq] == key); /* again only when the mark was cut off */
    REQUIRE(seq <= last_offered + 1U);
    REQUIRE(keys_by_sequence[seq] == 0 || keys_by_sequence[seq] == key);
    keys_by_sequence[seq] = key;
    last_offered = seq > last_offered ? seq : last_offered;
}

static void take_frame(const uint8_t *frame, uint8_t length) {
    struct frame_reader reader;
    enum frame_event event = FRAME_NONE;
    frame_reader_init(&reader);
    REQUIRE(length <= FRAME_MAX_ENCODED);
    for (uint8_t i = 0; i < length; i++) {
        event = frame_reader_take(&reader, frame[i]);
    }
    REQUIRE(event == FRAME_RECEIVED);
    REQUIRE(reader.data[0] >= MESSAGE_HELLO && reader.data[0] <= MESSAGE_STATUS);
    if (reader.data[0] == MESSAGE_PRESS) {
        offered(reader.data);
    }
}

static void run(uint32_t ms) {
    uint8_t frame[FRAME_MAX_ENCODED];
    while (ms-- > 0) {
        inputs.now_ms++;
        if (writing && inputs.now_ms >= write_done_ms) {
            writing = false;
            cells[under_way.address] = under_way.value;
        }
        if (!writing && pad_eeprom(&pad, &under_way)) {
            REQUIRE(under_way.address >= LOG_ADDRESS && under_way.address < EEPROM_SIZE);
            writing = true;
            write_done_ms = inputs.now_ms + WRITE_MS;
        }
        if (pad.shows_press && lamps_shown(&pad.lamps) == SHOWN_SEEN && pad.shown_seq > seen_up_to) {
            seen_up_to = pad.shown_seq;
        }
        struct lamp_levels levels = pad_step(&pad, &inputs);
        REQUIRE(pad.lamps.base != SHOWN_CLOSED || !levels.buzzer);
        for (uint8_t length = pad_transmit(&pad, frame); length != 0; length = pad_transmit(&pad, frame)) {
            take_frame(frame, length);
        }
    }
}

static void boot(uint8_t cause) {
    writing = false;
    inputs.now_ms = 10;
    pad_boot(&pad, &inputs, cause);
    /* What was seen is either acknowledged or still there. */
    REQUIRE((uint16_t)(pad.log.next - 1U) >= seen_up_to);
    REQUIRE(seen_up_to <= last_acknowledged || pad.log.pending > 0);
}

static void cut(uint8_t tear) {
    if (writing) {
        uint8_t *cell = &cells[under_way.address];
        *cell = (tear & 1U) != 0 ? (uint8_t)(*cell | tear) : (uint8_t)(under_way.value | tear);
    }
    boot(1);
}

static void send(const uint8_t *payload, uint8_t length) {
    uint8_t frame[FRAME_MAX_ENCODED];
    uint8_t encoded = frame_encode(payload, length, frame);
    for (uint8_t i = 0; i < encoded; i++) {
        pad_receive(&pad, frame[i]);
    }
}

static void acknowledge_oldest(void) {
    uint16_t seq = 0;
    if (press_log_oldest(&pad.log, &seq) == NULL || keys_by_sequence[seq] == 0) {
        return;
    }
    const uint8_t payload[] = {MESSAGE_ACK, (uint8_t)(seq & 0xFFU), (uint8_t)(seq >> 8)};
    uint8_t pending = pad.log.pending;
    send(payload, sizeof payload);
    if (pad.log.pending < pending && seq > last_acknowledged) {
        REQUIRE(seq == last_acknowledged + 1U);
        last_acknowledged = seq;
    }
}

static void begin(void) {
    static const uint8_t ASSIGN[] = {MESSAGE_ASSIGN, 1, 2, 3, 4, 5, 6, 7, 8};
    memset(cells, 0xFF, sizeof cells);
    memset(keys_by_sequence, 0, sizeof keys_by_sequence);
    memset(&inputs, 0, sizeof inputs);
    last_offered = 0;
    last_acknowledged = 0;
    seen_up_to = 0;
    boot(1);
    send(ASSIGN, sizeof ASSIGN);
    run(200);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    begin();
    for (size_t i = 0; i + 1 < size && i < 2000; i += 2) {
        uint8_t value = data[i + 1];
        switch (data[i] % 8U) {
            case 0: /* contacts */
                inputs.keys = value & 0x3FU;
                run(1);
                break;
            case 1:
                run(value);
                break;
            case 2: /* a clean push */
                inputs.keys |= (uint8_t)(1U << (value % KEY_COUNT));
                run(40);
                inputs.keys = 0;
                run(25);
                break;
            case 3:
                acknowledge_oldest();
                run(value % 16U);
                break;
            case 4:
                cut(value);
                run(1);
                break;
            case 5: /* bytes from the line; a chance ACK would need the right CRC */
                pad_receive(&pad, value);
                break;
            case 6: { /* a host message with made-up fields, but no acknowledgement of what was not offered */
                uint8_t payload[9] = {(uint8_t)(MESSAGE_PING + value % 5U)};
                static const uint8_t LENGTHS[] = {1, 5, 9, 2, 1};
                for (uint8_t at = 1; at < LENGTHS[value % 5U]; at++) {
                    payload[at] = (uint8_t)(value * at >> 3);
                }
                send(payload, LENGTHS[value % 5U]);
                break;
            }
            default:
                inputs.lid_open = (value & 1U) != 0;
                run(value * 4U);
                break;
        }
    }
    inputs.keys = 0;
    cut(0);
    for (unsigned i = 0; i < 2 * LOG_SLOTS && pad.log.pending > 0; i++) {
        run(250);
        acknowledge_oldest();
    }
    REQUIRE(pad.log.pending == 0);
    REQUIRE(last_acknowledged >= seen_up_to);
    return 0;
}
