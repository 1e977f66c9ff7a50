/* padsim: the rating pad's real firmware in simavr, in real time, behind a pseudo-terminal. See usage(). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "board.h"
#include "line.h"

#define SLICE_US 2000ULL
/* A host too slow for real time loses this much and no more: the pad then runs late instead of in a burst. */
#define FALL_BEHIND_US 200000ULL
#define BOUNCE_US 5000U
#define BOUNCE_SHORTEST_US 40U
#define BOUNCE_LONGEST_US 900U
/* Between two presses of one key queued in one go. */
#define OPEN_BETWEEN_US 80000U
#define MAX_EDGES 256
#define CYCLES(us) ((uint64_t)(us)*BOARD_CYCLES_PER_US)

struct edge {
    uint64_t at_cycle;
    bool closed;
};

struct contact {
    struct edge edges[MAX_EDGES];
    size_t count;
    size_t next;
    bool closed; /* after all edges */
};

struct padsim {
    struct board *board;
    struct line line;
    struct contact contacts[BOARD_KEYS + 1];
    uint64_t random;
    int eeprom_file; /* -1 = none */
    uint8_t saved_eeprom[BOARD_EEPROM_SIZE];
    FILE *trace;
    char events[65536]; /* of this slice, told after the EEPROM was saved */
    size_t events_length;
    uint8_t inbox[512];
    size_t inbox_length;
    char command[256];
    size_t command_length;
    bool command_too_long;
    bool quit;
};

static volatile sig_atomic_t asked_to_stop;

static void usage(FILE *out) {
    fputs(
        "usage: padsim [OPTION...] FIRMWARE.elf\n"
        "Runs the rating pad's firmware in an emulated ATmega328P in real time; its UART is a pseudo-terminal.\n"
        "\n"
        "  --pty-link PATH   keep a symbolic link to the terminal at PATH while the pad is plugged in\n"
        "  --eeprom FILE     load the EEPROM from FILE (made when missing) and save each byte at once\n"
        "  --trace FILE      also append all events of lamps, buzzer, power and reset to FILE\n"
        "  --seed N          of the contact bounce (default 1)\n"
        "  --unplugged       start without power and terminal, until 'plug'\n"
        "  --help            this text\n"
        "\n"
        "Commands on standard input, one a line (key N: 1..5 rate, left to right; 6 is the clerk's):\n"
        "  press N MS        close the contact of key N for MS milliseconds; 5 ms of bounce at both ends\n"
        "  down N, up N      close or open it, with bounce\n"
        "  lid open|close    the tamper switch\n"
        "  power off|on      the supply; the terminal stays\n"
        "  unplug, plug      the cable: cuts the supply and closes the terminal; plug makes a new one\n"
        "  reset             the board's reset key\n"
        "  hang              the processor runs wild with interrupts off (the watchdog must get it back)\n"
        "  quit              also: end of input, SIGTERM\n"
        "\n"
        "Events on standard output, one a line; T is virtual time in microseconds since the start:\n"
        "  PTY PATH          the terminal to open\n"
        "  POWER on|off\n"
        "  READY             commands are taken\n"
        "  KEY N T           'press' begins to close the contact of key N\n"
        "  LAMP N 0|1 T      N = 1..5\n"
        "  HEARTBEAT 0|1 T\n"
        "  BUZZER 0|1 T\n"
        "  RESET T           the processor was reset (watchdog or reset key)\n"
        "  ERROR TEXT        a command was not understood\n",
        out);
}

static void on_signal(int number) {
    (void)number;
    asked_to_stop = 1;
}

static void write_all(int file, const char *bytes, size_t count, bool *failed) {
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno != EINTR) {
            *failed = true;
            return;
        }
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
}

static void tell_now(struct padsim *sim) {
    write_all(STDOUT_FILENO, sim->events, sim->events_length, &sim->quit);
    sim->events_length = 0;
}

static void event(struct padsim *sim, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void event(struct padsim *sim, const char *format, ...) {
    va_list arguments;
    char text[512];
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text - 1, format, arguments);
    va_end(arguments);
    if (length < 0) {
        return;
    }
    size_t size = (size_t)length < sizeof text - 1 ? (size_t)length : sizeof text - 2;
    text[size++] = '\n';
    if (sim->events_length + size > sizeof sim->events) {
        tell_now(sim);
    }
    memcpy(sim->events + sim->events_length, text, size);
    sim->events_length += size;
    if (sim->trace != NULL) {
        fwrite(text, 1, size, sim->trace);
    }
}

static unsigned long long us(uint64_t cycle) { return (unsigned long long)(cycle / BOARD_CYCLES_PER_US); }

static void on_output(void *context, enum board_output output, bool on, uint64_t at_cycle) {
    struct padsim *sim = context;
    if (output == OUTPUT_HEARTBEAT) {
        event(sim, "HEARTBEAT %d %llu", on, us(at_cycle));
    } else if (output == OUTPUT_BUZZER) {
        event(sim, "BUZZER %d %llu", on, us(at_cycle));
    } else {
        event(sim, "LAMP %d %d %llu", (int)output, on, us(at_cycle));
    }
}

static void on_sent(void *context, uint8_t byte) { line_send(&((struct padsim *)context)->line, byte); }

static void on_reset(void *context, uint64_t at_cycle) { event(context, "RESET %llu", us(at_cycle)); }

static void save_eeprom(struct padsim *sim) {
    const uint8_t *content = board_eeprom(sim->board);
    if (sim->eeprom_file < 0 || memcmp(content, sim->saved_eeprom, BOARD_EEPROM_SIZE) == 0) {
        return;
    }
    if (pwrite(sim->eeprom_file, content, BOARD_EEPROM_SIZE, 0) != (ssize_t)BOARD_EEPROM_SIZE) {
        fprintf(stderr, "padsim: cannot save the EEPROM: %s\n", strerror(errno));
        sim->quit = true;
        return;
    }
    memcpy(sim->saved_eeprom, content, BOARD_EEPROM_SIZE);
}

static bool load_eeprom(struct padsim *sim, const char *path) {
    memset(sim->saved_eeprom, 0xFF, BOARD_EEPROM_SIZE);
    sim->eeprom_file = -1;
    if (path == NULL) {
        return true;
    }
    sim->eeprom_file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (sim->eeprom_file < 0) {
        fprintf(stderr, "padsim: %s: %s\n", path, strerror(errno));
        return false;
    }
    ssize_t got = pread(sim->eeprom_file, sim->saved_eeprom, BOARD_EEPROM_SIZE, 0);
    if (got == 0) {
        got = pwrite(sim->eeprom_file, sim->saved_eeprom, BOARD_EEPROM_SIZE, 0);
    }
    if (got != (ssize_t)BOARD_EEPROM_SIZE) {
        fprintf(stderr, "padsim: %s is not an EEPROM of %u bytes\n", path, BOARD_EEPROM_SIZE);
        return false;
    }
    return true;
}

/* xorshift64: the bounce is the same for the same seed everywhere. */
static uint32_t random_below(struct padsim *sim, uint32_t limit) {
    sim->random ^= sim->random << 13;
    sim->random ^= sim->random >> 7;
    sim->random ^= sim->random << 17;
    return (uint32_t)((sim->random >> 16) % limit);
}

static uint64_t contact_settled_at(const struct contact *contact, uint64_t now) {
    uint64_t last = contact->count == 0 ? 0 : contact->edges[contact->count - 1].at_cycle;
    return last > now ? last : now;
}

static void add_edge(struct contact *contact, uint64_t at_cycle, bool closed) {
    contact->edges[contact->count] = (struct edge){.at_cycle = at_cycle, .closed = closed};
    contact->count++;
    contact->closed = closed;
}

/* Bounces for BOUNCE_US, then rests at `closed`. Returns when it rests; 0 when too many edges are waiting. */
static uint64_t move_contact(struct padsim *sim, struct contact *contact, uint64_t from, bool closed) {
    if (contact->next > 0) {
        memmove(contact->edges, contact->edges + contact->next, (contact->count - contact->next) * sizeof contact->edges[0]);
        contact->count -= contact->next;
        contact->next = 0;
    }
    if (contact->closed == closed) {
        return from;
    }
    const size_t most = BOUNCE_US / BOUNCE_SHORTEST_US + 3;
    if (contact->count + most > MAX_EDGES) {
        return 0;
    }
    uint64_t at = from;
    bool level = closed;
    for (;;) {
        add_edge(contact, at, level);
        uint64_t after = at + CYCLES(BOUNCE_SHORTEST_US + random_below(sim, BOUNCE_LONGEST_US - BOUNCE_SHORTEST_US));
        if (after >= from + CYCLES(BOUNCE_US)) {
            break;
        }
        at = after;
        level = !level;
    }
    if (level != closed) {
        at = from + CYCLES(BOUNCE_US);
        add_edge(contact, at, closed);
    }
    return at;
}

static void before_step(void *context) {
    struct padsim *sim = context;
    uint64_t now = board_cycle(sim->board);
    for (int key = 1; key <= BOARD_KEYS; key++) {
        struct contact *contact = &sim->contacts[key];
        while (contact->next < contact->count && contact->edges[contact->next].at_cycle <= now) {
            board_key(sim->board, key, contact->edges[contact->next].closed);
            contact->next++;
        }
    }
    if (sim->inbox_length > 0) {
        size_t taken = board_receive(sim->board, sim->inbox, sim->inbox_length);
        memmove(sim->inbox, sim->inbox + taken, sim->inbox_length - taken);
        sim->inbox_length -= taken;
    }
}

static void power(struct padsim *sim, bool on) {
    if (board_has_power(sim->board) == on) {
        return;
    }
    board_power(sim->board, on);
    if (!on) {
        sim->inbox_length = 0;
    }
    event(sim, "POWER %s", on ? "on" : "off");
}

static void plug(struct padsim *sim) {
    if (sim->line.master < 0) {
        if (!line_plug(&sim->line)) {
            sim->quit = true;
            return;
        }
        event(sim, "PTY %s", sim->line.path);
    }
    power(sim, true);
}

static void press(struct padsim *sim, int key, unsigned long ms) {
    struct contact *contact = &sim->contacts[key];
    uint64_t now = board_cycle(sim->board);
    uint64_t settled = contact_settled_at(contact, now);
    uint64_t from = settled > now ? settled + CYCLES(OPEN_BETWEEN_US) : now;
    uint64_t closed = move_contact(sim, contact, from, true);
    if (closed == 0 || move_contact(sim, contact, from + CYCLES(ms * 1000UL), false) == 0) {
        event(sim, "ERROR too many presses of key %d are waiting", key);
        return;
    }
    event(sim, "KEY %d %llu", key, us(from));
}

static void move_now(struct padsim *sim, int key, bool closed) {
    struct contact *contact = &sim->contacts[key];
    if (move_contact(sim, contact, contact_settled_at(contact, board_cycle(sim->board)), closed) == 0) {
        event(sim, "ERROR too many edges of key %d are waiting", key);
    }
}

/* Reads "WORD N" or "WORD N M" with numbers of at most six digits; gives how many numbers there are, 0 when it is anything else. */
static int read_numbers(const char *command, const char *word, unsigned long numbers[2]) {
    size_t length = strlen(word);
    int count = 0;
    if (strncmp(command, word, length) != 0) {
        return 0;
    }
    const char *at = command + length;
    while (*at == ' ' && count < 2) {
        char *end = NULL;
        at++;
        if (*at < '0' || *at > '9') {
            return 0;
        }
        numbers[count] = strtoul(at, &end, 10);
        if (end - at > 6) {
            return 0;
        }
        at = end;
        count++;
    }
    return *at == '\0' ? count : 0;
}

static bool is_key(unsigned long key) { return key >= 1 && key <= BOARD_KEYS; }

static void obey(struct padsim *sim, const char *command) {
    unsigned long numbers[2] = {0, 0};
    if (read_numbers(command, "press", numbers) == 2 && is_key(numbers[0]) && numbers[1] * 1000UL > BOUNCE_US) {
        press(sim, (int)numbers[0], numbers[1]);
    } else if (read_numbers(command, "down", numbers) == 1 && is_key(numbers[0])) {
        move_now(sim, (int)numbers[0], true);
    } else if (read_numbers(command, "up", numbers) == 1 && is_key(numbers[0])) {
        move_now(sim, (int)numbers[0], false);
    } else if (strcmp(command, "lid open") == 0 || strcmp(command, "lid close") == 0) {
        board_lid(sim->board, strcmp(command, "lid open") == 0);
    } else if (strcmp(command, "power off") == 0) {
        power(sim, false);
    } else if (strcmp(command, "power on") == 0) {
        power(sim, sim->line.master >= 0);
    } else if (strcmp(command, "unplug") == 0) {
        power(sim, false);
        line_unplug(&sim->line);
    } else if (strcmp(command, "plug") == 0) {
        plug(sim);
    } else if (strcmp(command, "reset") == 0) {
        board_reset(sim->board);
    } else if (strcmp(command, "hang") == 0) {
        board_hang(sim->board);
    } else if (strcmp(command, "quit") == 0) {
        sim->quit = true;
    } else if (*command != '\0') {
        event(sim, "ERROR not understood: %.200s", command);
    }
}

static void take_command_byte(struct padsim *sim, char byte) {
    if (byte == '\n') {
        sim->command[sim->command_length] = '\0';
        if (sim->command_too_long) {
            event(sim, "ERROR command too long");
        } else {
            obey(sim, sim->command);
        }
        sim->command_length = 0;
        sim->command_too_long = false;
    } else if (sim->command_length + 1 < sizeof sim->command) {
        sim->command[sim->command_length++] = byte;
    } else {
        sim->command_too_long = true;
    }
}

static void read_commands(struct padsim *sim) {
    struct pollfd look = {.fd = STDIN_FILENO, .events = POLLIN};
    char bytes[512];
    if (poll(&look, 1, 0) <= 0) {
        return;
    }
    ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) {
        sim->quit = true;
    }
    for (ssize_t i = 0; i < got && !sim->quit; i++) {
        take_command_byte(sim, bytes[i]);
    }
}

static void read_line(struct padsim *sim) {
    uint8_t bytes[sizeof sim->inbox];
    size_t got = line_receive(&sim->line, bytes, sizeof sim->inbox - sim->inbox_length);
    if (board_has_power(sim->board)) {
        memcpy(sim->inbox + sim->inbox_length, bytes, got);
        sim->inbox_length += got;
    }
}

static uint64_t clock_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000ULL + (uint64_t)now.tv_nsec / 1000ULL;
}

static void run(struct padsim *sim) {
    uint64_t due = clock_us();
    while (!sim->quit && asked_to_stop == 0) {
        read_commands(sim);
        read_line(sim);
        board_run(sim->board, board_cycle(sim->board) + CYCLES(SLICE_US), before_step, sim);
        save_eeprom(sim);
        tell_now(sim);
        due += SLICE_US;
        uint64_t now = clock_us();
        if (now > due + FALL_BEHIND_US) {
            due = now;
        }
        if (now < due) {
            const struct timespec until = {.tv_sec = (time_t)(due / 1000000ULL), .tv_nsec = (long)(due % 1000000ULL) * 1000L};
            (void)clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        }
    }
}

static const struct option OPTIONS[] = {{"pty-link", required_argument, NULL, 'l'}, {"eeprom", required_argument, NULL, 'e'},
                                        {"trace", required_argument, NULL, 't'},    {"seed", required_argument, NULL, 's'},
                                        {"unplugged", no_argument, NULL, 'u'},      {"elf", required_argument, NULL, 'f'},
                                        {"help", no_argument, NULL, 'h'},           {NULL, 0, NULL, 0}};

static int emulate(struct padsim *sim, const char *elf, const char *eeprom, bool plugged) {
    const struct board_listener listener = {.context = sim, .output = on_output, .sent = on_sent, .reset = on_reset};
    if (!load_eeprom(sim, eeprom)) {
        return 1;
    }
    sim->board = board_new(elf, sim->saved_eeprom, &listener);
    if (sim->board == NULL) {
        return 1;
    }
    struct sigaction stop = {.sa_handler = on_signal};
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGHUP, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (plugged) {
        plug(sim);
    }
    bool failed = sim->quit;
    if (!failed) {
        event(sim, "READY");
        run(sim);
    }
    power(sim, false);
    save_eeprom(sim);
    tell_now(sim);
    line_unplug(&sim->line);
    board_free(sim->board);
    if (sim->trace != NULL) {
        fclose(sim->trace);
    }
    return failed ? 1 : 0;
}

int main(int argc, char **argv) {
    static struct padsim sim = {.line = {.master = -1}, .random = 1};
    const char *eeprom = NULL;
    const char *trace = NULL;
    const char *elf = NULL;
    bool plugged = true;
    char *end = NULL;
    for (int option = 0; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
            case 'l':
                sim.line.link = optarg;
                break;
            case 'f':
                elf = optarg;
                break;
            case 'e':
                eeprom = optarg;
                break;
            case 't':
                trace = optarg;
                break;
            case 's':
                sim.random = strtoull(optarg, &end, 10);
                if (*end != '\0' || sim.random == 0) {
                    fprintf(stderr, "padsim: --seed takes a number from 1 on\n");
                    return 2;
                }
                break;
            case 'u':
                plugged = false;
                break;
            case 'h':
                usage(stdout);
                return 0;
            default:
                fputs("padsim: see --help\n", stderr);
                return 2;
        }
    }
    if (elf == NULL && optind < argc) {
        elf = argv[optind++];
    }
    if (elf == NULL || optind != argc) {
        usage(stderr);
        return 2;
    }
    if (trace != NULL) {
        sim.trace = fopen(trace, "ae");
        if (sim.trace == NULL) {
            fprintf(stderr, "padsim: %s: %s\n", trace, strerror(errno));
            return 1;
        }
        setvbuf(sim.trace, NULL, _IOLBF, 0);
    }
    return emulate(&sim, elf, eeprom, plugged);
}
