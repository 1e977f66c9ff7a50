package motcua.kiosk.config;

import org.jspecify.annotations.Nullable;

/** The Pi's own keys and lamps, each as its driver reads it; absent if there are none. */
public record GpioConfig(@Nullable String keys, @Nullable String lamps) {}
