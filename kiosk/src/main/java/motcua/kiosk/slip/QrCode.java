package motcua.kiosk.slip;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A text as a QR code of medium redundancy: a seventh of it may be unreadable. */
final class QrCode {
    private final ByteMatrix squares;

    private QrCode(ByteMatrix squares) {
        this.squares = squares;
    }

    /** @throws IllegalArgumentException if the text is too long */
    static QrCode of(String text) {
        try {
            return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds " + text.length() + " characters", e);
        }
    }

    /** Squares along one side, without the white around. */
    int size() {
        return squares.getWidth();
    }

    boolean black(int column, int row) {
        return squares.get(column, row) == 1;
    }
}
