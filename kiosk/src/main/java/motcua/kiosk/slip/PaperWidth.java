package motcua.kiosk.slip;

/** How wide the paper is. */
public enum PaperWidth {
    /** 48 mm of it can be printed on. */
    MM_58(384),
    /** 72 mm of it can be printed on. */
    MM_80(576);

    private final int dots;

    PaperWidth(int dots) {
        this.dots = dots;
    }

    /** Dots across, 8 to a millimetre. */
    public int dots() {
        return dots;
    }
}
