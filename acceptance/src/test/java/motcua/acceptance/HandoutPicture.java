package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;

/**
 * A picture that the handouts show. It is the one that a test takes of that page: beside it stand the words that were on the page, and
 * whenever the test comes by again, the page must still have those words and still look like that.
 */
final class HandoutPicture {
    static final Path FOLDER = Project.file("docs/pictures/vi");
    /** With this property the pictures are taken anew, see {@code script/pictures}. */
    private static final String TAKE = "pictures";

    private static final int THUMBNAIL = 64;
    /**
     * Mean difference of two thumbnails, of 1. Fonts that are rendered otherwise and other times of day stay far below it, a page without its
     * style is far above it.
     */
    private static final double MOST_DIFFERENCE = 0.03;

    /**
     * What is to be read on the page, one text a line, in order. Figures go with the day and the machine; so do the head of the chain, and
     * whether the clock is trusted, which is one more thing to do if not.
     */
    private static final String WORDS = """
            () => {
              const passing = ".vh, script, style, .mono, #clock, .board__clock, .tech__bar [role=status], .card:has(img[src*=clock])";
              const found = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let text = walker.nextNode(); text; text = walker.nextNode()) {
                const words = text.textContent.replace(/\\s+/g, " ").trim().replace(/[0-9a-f]*[0-9][0-9a-f.,-]*/g, "#");
                const shown = text.parentElement.checkVisibility({visibilityProperty: true});
                if (words && shown && !text.parentElement.closest(passing)) found.push(words);
              }
              return found;
            }
            """;

    private HandoutPicture() {}

    /** Where the words of a picture stand. */
    static Path words(Path picture) {
        return picture.resolveSibling(picture.getFileName().toString().replace(".png", ".txt"));
    }

    /** If the handouts show the picture of this name, sees that they show what was on the page just now. */
    static void check(Page page, String name, byte[] png) throws IOException {
        Path picture = FOLDER.resolve(name + ".png");
        if (!Files.exists(picture)) {
            return;
        }
        List<?> words = (List<?>) page.evaluate(WORDS);
        if (System.getProperty(TAKE, "").equals("take")) {
            Files.write(picture, png);
            Files.write(words(picture), words.stream().map(Object::toString).toList());
            return;
        }
        String anew = "docs/pictures/vi/" + name
                + ".png shows a page that was; if it is as it should be, run script/pictures: ";
        assertThat(words)
                .as(anew + "its words")
                .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
                .isEqualTo(Files.readAllLines(words(picture)));
        BufferedImage was = ImageIO.read(picture.toFile());
        BufferedImage is = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(List.of(is.getWidth(), is.getHeight()))
                .as(anew + "its size")
                .isEqualTo(List.of(was.getWidth(), was.getHeight()));
        assertThat(difference(thumbnail(was), thumbnail(is)))
                .as(anew + "its look")
                .isLessThan(MOST_DIFFERENCE);
    }

    private static BufferedImage thumbnail(BufferedImage of) {
        int height = Math.max(1, THUMBNAIL * of.getHeight() / of.getWidth());
        BufferedImage small = new BufferedImage(THUMBNAIL, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = small.createGraphics();
        // by the mean of what lies under each point, unlike drawing it smaller at once
        drawing.drawImage(of.getScaledInstance(THUMBNAIL, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        drawing.dispose();
        return small;
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs(((one.getRGB(x, y) >> shift) & 255) - ((other.getRGB(x, y) >> shift) & 255));
                }
            }
        }
        return sum / (255.0 * 3 * one.getWidth() * one.getHeight());
    }
}
