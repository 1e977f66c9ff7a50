package motcua.contract.body;

/** What a record says. Every body also carries {@code salt}, {@code practice} and {@code simulated}, added when it is written. */
public sealed interface RecordBody
        permits Boot,
                ClockAnchor,
                SettingsApplied,
                PracticeChanged,
                PadBound,
                ClerkSignedIn,
                ClerkSignedOut,
                VisitMode,
                ServiceStarted,
                ServiceFinished,
                Press,
                Reasons,
                WindowExpired,
                DeviceChanged,
                Checkpoint {}
