package motcua.server.fleet;

/**
 * How the server is, for {@code GET /api/health}.
 *
 * @param status {@code UP}; {@code DEGRADED} while the broker cannot be reached, the database refuses or intake stands still
 * @param instance 16 hexadecimal digits drawn at this start
 * @param broker {@code CONNECTED} or {@code DISCONNECTED}
 * @param database URL without password
 * @param serverTimeMs milliseconds since 1970 UTC
 * @param waiting messages received and not committed yet
 * @param committedRecords records committed since the start, without repeated ones
 * @param quarantined lines and messages refused since the start
 * @param lastCommitAtMs milliseconds since 1970 UTC, 0 if nothing was committed yet
 * @param publicKey the key that signs receipts, 64 hexadecimal digits
 */
public record ServerHealth(
        String status,
        String version,
        String instance,
        String broker,
        String database,
        long serverTimeMs,
        int waiting,
        long committedRecords,
        long quarantined,
        long lastCommitAtMs,
        String publicKey) {}
