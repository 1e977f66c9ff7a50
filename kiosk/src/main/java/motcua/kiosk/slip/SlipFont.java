package motcua.kiosk.slip;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Be Vietnam Pro in the weights that slips use; measured and drawn without the system's fonts. */
final class SlipFont {
    static final SlipFont TEXT = new SlipFont("BeVietnamPro_600SemiBold.ttf");
    static final SlipFont STRONG = new SlipFont("BeVietnamPro_700Bold.ttf");
    static final SlipFont NUMBER = new SlipFont("BeVietnamPro_800ExtraBold.ttf");

    /** Smooth and in fractions of dots; what is half covered becomes black only afterwards. */
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final Font font;

    private SlipFont(String file) {
        try (InputStream in = SlipFont.class.getResourceAsStream("/slip/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the kiosk was built without its font " + file);
            }
            font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + file + " cannot be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + file + " is damaged", e);
        }
    }

    /** The font at a size in dots. */
    Font at(double size) {
        return font.deriveFont((float) size);
    }

    double width(String text, double size) {
        return at(size).getStringBounds(text, CONTEXT).getWidth();
    }
}
