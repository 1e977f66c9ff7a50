package motcua.server.html;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import motcua.server.language.Language;

/**
 * A piece of HTML or SVG. Text that enters is always escaped; inline styles, inline handlers and {@code javascript:}
 * links cannot be made, so every page holds under a content policy without {@code unsafe-inline}.
 */
public final class Html {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");
    private static final Set<String> VOID =
            Set.of("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr");
    private static final Set<String> LINKS = Set.of("href", "src", "action", "formaction");

    /** Nothing at all. */
    public static final Html NOTHING = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** An attribute; a value of {@code true} is written without one, {@code false} leaves the attribute out. */
    public record Attribute(String name, String value, boolean present) {
        public Attribute {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!ATTRIBUTE_NAME.matcher(name).matches() || lower.equals("style") || lower.startsWith("on")) {
                throw new IllegalArgumentException("attribute " + name);
            }
            if (LINKS.contains(lower) && !isSafeLink(value)) {
                throw new IllegalArgumentException("link " + value);
            }
        }

        private static boolean isSafeLink(String link) {
            int colon = link.indexOf(':');
            return colon < 0
                    || link.indexOf('/') >= 0 && link.indexOf('/') < colon
                    || link.indexOf('?') >= 0 && link.indexOf('?') < colon
                    || link.startsWith("https:")
                    || link.startsWith("http:");
        }
    }

    /** Text, escaped. */
    public static Html text(String text) {
        return new Html(escape(text));
    }

    /** A name that stays Vietnamese on an English page. */
    public static Html name(String text) {
        return Language.current() == Language.VIETNAMESE ? text(text) : el("span", vietnamese(), text);
    }

    /** Says of an element on an English page that its text is Vietnamese. */
    public static Attribute vietnamese() {
        return atIf(Language.current() != Language.VIETNAMESE, "lang", "vi");
    }

    /** An attribute with a value. */
    public static Attribute at(String name, Object value) {
        return new Attribute(name, String.valueOf(value), true);
    }

    /** An attribute that is there or not. */
    public static Attribute flag(String name, boolean present) {
        return new Attribute(name, "", present);
    }

    /** An attribute that is there only if {@code present}. */
    public static Attribute atIf(boolean present, String name, Object value) {
        return new Attribute(name, String.valueOf(value), present);
    }

    /** The attribute {@code class}. */
    public static Attribute cls(String classes) {
        return new Attribute("class", classes, !classes.isEmpty());
    }

    /**
     * An element.
     *
     * @param parts attributes, pieces of HTML, text (escaped), numbers, and collections or optionals of these, in order
     */
    public static Html el(String name, Object... parts) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("element " + name);
        }
        StringBuilder head = new StringBuilder("<").append(name);
        StringBuilder inner = new StringBuilder();
        for (Object part : parts) {
            add(part, head, inner);
        }
        head.append('>');
        if (VOID.contains(name)) {
            if (!inner.isEmpty()) {
                throw new IllegalArgumentException(name + " holds nothing");
            }
            return new Html(head.toString());
        }
        return new Html(head.append(inner).append("</").append(name).append('>').toString());
    }

    /** Pieces in a row. */
    public static Html all(Object... parts) {
        StringBuilder head = new StringBuilder();
        StringBuilder inner = new StringBuilder();
        for (Object part : parts) {
            add(part, head, inner);
        }
        if (!head.isEmpty()) {
            throw new IllegalArgumentException("an attribute needs an element");
        }
        return new Html(inner.toString());
    }

    private static void add(Object part, StringBuilder head, StringBuilder inner) {
        if (part instanceof Html html) {
            inner.append(html.markup);
        } else if (part instanceof Attribute attribute) {
            if (attribute.present) {
                head.append(' ')
                        .append(attribute.name)
                        .append("=\"")
                        .append(escape(attribute.value))
                        .append('"');
            }
        } else if (part instanceof Collection<?> several) {
            several.forEach(one -> add(one, head, inner));
        } else if (part instanceof Optional<?> maybe) {
            maybe.ifPresent(one -> add(one, head, inner));
        } else if (part instanceof String || part instanceof Number) {
            inner.append(escape(part.toString()));
        } else {
            throw new IllegalArgumentException("no HTML: " + part.getClass());
        }
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return markup;
    }
}
