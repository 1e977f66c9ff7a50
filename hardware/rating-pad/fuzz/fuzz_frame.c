/* libFuzzer target: any bytes into the frame reader and the message parser; what is read must encode to itself again. */
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct frame_reader reader;
    uint8_t encoded[FRAME_MAX_ENCODED];
    frame_reader_init(&reader);
    size_t frame_at = 0;
    for (size_t i = 0; i < size; i++) {
        enum frame_event event = frame_reader_take(&reader, data[i]);
        if (event == FRAME_RECEIVED) {
            struct host_message message;
            uint8_t length = frame_encode(reader.data, reader.length, encoded);
            if (length != i + 1 - frame_at || memcmp(encoded, data + frame_at, length) != 0) {
                abort();
            }
            (void)message_read_host(reader.data, reader.length, &message);
        }
        if (data[i] == 0) {
            frame_at = i + 1;
        }
    }
    if (size > 0 && size <= FRAME_MAX_PAYLOAD) {
        uint8_t length = frame_encode(data, (uint8_t)size, encoded);
        frame_reader_init(&reader);
        for (uint8_t i = 0; i < length; i++) {
            if (frame_reader_take(&reader, encoded[i]) == FRAME_RECEIVED && (i + 1 != length || memcmp(reader.data, data, size) != 0)) {
                abort();
            }
        }
    }
    return 0;
}
