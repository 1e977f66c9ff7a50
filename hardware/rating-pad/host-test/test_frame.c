/* Frames and messages: the golden vectors, both ways, and lines full of noise. */
#include "rig.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef VECTORS
#define VECTORS "vectors/frames.txt"
#endif

struct vector_line {
    bool good;
    bool from_pad;
    char name[16];
    char fields[256];
    uint8_t bytes[1024];
    size_t length;
};

static uint8_t hex_digit(char digit) { return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

static bool next_vector(FILE *file, struct vector_line *vector) {
    char line[4096];
    while (fgets(line, sizeof line, file) != NULL) {
        char first[16];
        char direction[16];
        if (line[0] == '#' || line[0] == '\n') {
            continue;
        }
        char *colon = strstr(line, " : ");
        assert_non_null(colon);
        *colon = '\0';
        memset(vector, 0, sizeof *vector);
        assert_true(sscanf(line, "%15s %15s %15s %255s", first, direction, vector->name, vector->fields) >= 2);
        vector->good = strcmp(first, "good") == 0;
        vector->from_pad = strcmp(direction, "pad") == 0;
        for (const char *hex = colon + 3; isxdigit((unsigned char)hex[0]); hex += 2) {
            vector->bytes[vector->length++] = (uint8_t)(hex_digit(hex[0]) << 4 | hex_digit(hex[1]));
        }
        return true;
    }
    return false;
}

static uint32_t field(const struct vector_line *vector, const char *name) {
    char wanted[32];
    snprintf(wanted, sizeof wanted, "%s=", name);
    const char *at = vector->fields;
    while (strncmp(at, wanted, strlen(wanted)) != 0) {
        at = strchr(at, ',');
        assert_non_null(at);
        at++;
    }
    return (uint32_t)strtoul(at + strlen(wanted), NULL, 10);
}

static enum frame_event read_all(struct frame_reader *reader, const uint8_t *bytes, size_t length) {
    enum frame_event last = FRAME_NONE;
    frame_reader_init(reader);
    for (size_t i = 0; i < length; i++) {
        last = frame_reader_take(reader, bytes[i]);
        if (i + 1 < length) {
            assert_int_equal(FRAME_NONE, last);
        }
    }
    return last;
}

static uint8_t write_pad_message(const struct vector_line *vector, uint8_t *payload) {
    if (strcmp(vector->name, "HELLO") == 0) {
        const struct hello hello = {.reset_cause = (uint8_t)field(vector, "resetCause"),
                                    .boots = (uint16_t)field(vector, "boots"),
                                    .pad_id = field(vector, "padId"),
                                    .epoch = field(vector, "epoch"),
                                    .pending = (uint8_t)field(vector, "pending"),
                                    .refused = (uint16_t)field(vector, "refused"),
                                    .counter = (uint8_t)field(vector, "counter")};
        uint8_t length = message_write_hello(&hello, payload);
        assert_int_equal(PROTOCOL_VERSION, payload[1]);
        /* Other versions' frames are golden too. */
        payload[1] = (uint8_t)field(vector, "proto");
        payload[2] = (uint8_t)field(vector, "fwMajor");
        payload[3] = (uint8_t)field(vector, "fwMinor");
        return length;
    }
    if (strcmp(vector->name, "PRESS") == 0) {
        const struct press press = {
            .seq = (uint16_t)field(vector, "seq"), .key = (uint8_t)field(vector, "key"), .age_ms = field(vector, "ageMs")};
        return message_write_press(&press, payload);
    }
    assert_string_equal("STATUS", vector->name);
    const struct status status = {.up_ms = field(vector, "upMs"),
                                  .keys_down = (uint8_t)field(vector, "keysDown"),
                                  .stuck = (uint8_t)field(vector, "stuck"),
                                  .lid_open = field(vector, "lid") != 0,
                                  .pending = (uint8_t)field(vector, "pending"),
                                  .refused = (uint16_t)field(vector, "refused"),
                                  .bad_frames = (uint16_t)field(vector, "badFrames"),
                                  .shown = (uint8_t)field(vector, "shown")};
    return message_write_status(&status, payload);
}

static void check_host_message(const struct vector_line *vector, const struct host_message *message) {
    static const struct {
        const char *name;
        enum message_type type;
    } TYPES[] = {{"ACK", MESSAGE_ACK},       {"PING", MESSAGE_PING},       {"SHOW", MESSAGE_SHOW},
                 {"ASSIGN", MESSAGE_ASSIGN}, {"COUNTER", MESSAGE_COUNTER}, {"WHO", MESSAGE_WHO}};
    size_t i = 0;
    while (strcmp(TYPES[i].name, vector->name) != 0) {
        i++;
        assert_true(i < sizeof TYPES / sizeof TYPES[0]);
    }
    assert_int_equal(TYPES[i].type, message->type);
    switch (message->type) {
        case MESSAGE_ACK:
            assert_int_equal(field(vector, "seq"), message->seq);
            break;
        case MESSAGE_SHOW:
            assert_int_equal(field(vector, "state"), message->state);
            assert_int_equal(field(vector, "keys"), message->keys);
            assert_int_equal(field(vector, "duration"), message->duration);
            break;
        case MESSAGE_ASSIGN:
            assert_int_equal(field(vector, "padId"), message->pad_id);
            assert_int_equal(field(vector, "epoch"), message->epoch);
            break;
        case MESSAGE_COUNTER:
            assert_int_equal(field(vector, "counter"), message->counter);
            break;
        default:
            break;
    }
}

static void check_good(const struct vector_line *vector) {
    struct frame_reader reader;
    uint8_t payload[FRAME_MAX_PAYLOAD] = {0};
    uint8_t encoded[FRAME_MAX_ENCODED];
    assert_int_equal(FRAME_RECEIVED, read_all(&reader, vector->bytes, vector->length));
    if (vector->from_pad) {
        uint8_t length = write_pad_message(vector, payload);
        assert_int_equal(vector->length, frame_encode(payload, length, encoded));
        assert_memory_equal(vector->bytes, encoded, vector->length);
        assert_int_equal(length, reader.length);
        assert_memory_equal(payload, reader.data, length);
    } else {
        struct host_message message;
        assert_true(message_read_host(reader.data, reader.length, &message));
        check_host_message(vector, &message);
        assert_int_equal(vector->length, frame_encode(reader.data, reader.length, encoded));
        assert_memory_equal(vector->bytes, encoded, vector->length);
    }
}

static void golden_frames_are_written_and_read(void **state) {
    (void)state;
    FILE *file = fopen(VECTORS, "r");
    assert_non_null(file);
    struct vector_line vector;
    int good = 0;
    while (next_vector(file, &vector)) {
        if (vector.good) {
            check_good(&vector);
            good++;
        }
    }
    fclose(file);
    assert_true(good >= 60);
}

static void each_bad_frame_is_counted_once_and_the_next_is_read(void **state) {
    (void)state;
    FILE *file = fopen(VECTORS, "r");
    assert_non_null(file);
    struct vector_line vector;
    int bad = 0;
    while (next_vector(file, &vector)) {
        if (vector.good) {
            continue;
        }
        rig_blank_eeprom();
        struct rig *rig = rig_new();
        rig_boot(rig, 1);
        for (size_t i = 0; i < vector.length; i++) {
            pad_receive(&rig->pad, vector.bytes[i]);
        }
        assert_int_equal(1, rig->pad.bad_frames);
        assert_false(rig->pad.host_heard);
        rig_ping(rig);
        assert_true(rig->pad.host_heard);
        assert_int_equal(1, rig->pad.bad_frames);
        bad++;
    }
    fclose(file);
    assert_true(bad >= 90);
}

static void empty_frames_are_ignored(void **state) {
    (void)state;
    rig_blank_eeprom();
    struct rig *rig = rig_new();
    rig_boot(rig, 1);
    for (int i = 0; i < 10; i++) {
        pad_receive(&rig->pad, 0);
    }
    assert_int_equal(0, rig->pad.bad_frames);
    assert_false(rig->pad.host_heard);
}

static void any_payload_comes_back_as_it_went(void **state) {
    (void)state;
    for (int round = 0; round < 20000; round++) {
        uint8_t payload[FRAME_MAX_PAYLOAD];
        uint8_t encoded[FRAME_MAX_ENCODED];
        struct frame_reader reader;
        uint8_t length = (uint8_t)rig_random(FRAME_MAX_PAYLOAD + 1);
        for (uint8_t i = 0; i < length; i++) {
            payload[i] = (uint8_t)(rig_random(3) == 0 ? 0 : rig_random(256));
        }
        uint8_t size = frame_encode(payload, length, encoded);
        assert_true(size <= FRAME_MAX_ENCODED);
        assert_null(memchr(encoded, 0, size - 1U));
        assert_int_equal(FRAME_RECEIVED, read_all(&reader, encoded, size));
        assert_int_equal(length, reader.length);
        assert_memory_equal(payload, reader.data, length);
    }
}

static void after_any_noise_the_frame_behind_the_next_zero_is_read(void **state) {
    (void)state;
    for (int round = 0; round < 5000; round++) {
        static const uint8_t PING[] = {MESSAGE_PING};
        uint8_t encoded[FRAME_MAX_ENCODED];
        struct frame_reader reader;
        frame_reader_init(&reader);
        for (uint32_t i = rig_random(400); i > 0; i--) {
            (void)frame_reader_take(&reader, (uint8_t)rig_random(256));
        }
        (void)frame_reader_take(&reader, 0);
        uint8_t size = frame_encode(PING, 1, encoded);
        for (uint8_t i = 0; i + 1 < size; i++) {
            assert_int_equal(FRAME_NONE, frame_reader_take(&reader, encoded[i]));
        }
        assert_int_equal(FRAME_RECEIVED, frame_reader_take(&reader, 0));
    }
}

static void values_a_message_cannot_have_are_bad_frames(void **state) {
    (void)state;
    rig_blank_eeprom();
    struct rig *rig = rig_new();
    rig_boot(rig, 1);
    rig_show(rig, SHOWN_SEEN, 0x1F, 0);
    rig_assign(rig, 0, 7);
    rig_assign(rig, 7, 0);
    assert_int_equal(3, rig->pad.bad_frames);
    assert_false(rig->pad.host_heard);
    rig->pad.bad_frames = UINT16_MAX - 1;
    rig_assign(rig, 0, 0);
    rig_assign(rig, 0, 0);
    assert_int_equal(UINT16_MAX, rig->pad.bad_frames);
}

static void the_check_value_is_right(void **state) {
    (void)state;
    uint16_t crc = FRAME_CRC_START;
    for (const char *at = "123456789"; *at != '\0'; at++) {
        crc = frame_crc(crc, (uint8_t)*at);
    }
    assert_int_equal(0x29B1, crc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_value_is_right),
        cmocka_unit_test(golden_frames_are_written_and_read),
        cmocka_unit_test(each_bad_frame_is_counted_once_and_the_next_is_read),
        cmocka_unit_test(empty_frames_are_ignored),
        cmocka_unit_test(any_payload_comes_back_as_it_went),
        cmocka_unit_test(after_any_noise_the_frame_behind_the_next_zero_is_read),
        cmocka_unit_test(values_a_message_cannot_have_are_bad_frames),
    };
    (void)rig_seed();
    return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
