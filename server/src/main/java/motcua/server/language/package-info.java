/**
 * The two languages of the pages, Vietnamese first. How a page asks for its words:
 *
 * <ul>
 *   <li>{@code say("Chưa có số liệu", "No data")} (static import of {@link motcua.server.language.Language#say}) where the text
 *       stands: in page classes, in messages of refusals, in figures. Never in a constant: constants are made once, in Vietnamese.
 *   <li>Names that stay Vietnamese on an English page (units, procedures, people) go through {@code Html.name(text)}, inside an
 *       {@code option} the attribute {@code Html.vietnamese()}: readers pronounce them rightly and the test that looks for Vietnamese
 *       left on English pages passes them.
 *   <li>{@code Page} sets {@code lang} and the key to the other language by itself. The choice comes from {@code ?lang=vi|en}, else from
 *       the cookie {@code lang}, else it is Vietnamese.
 *   <li>Figures follow the language: {@code 97,5 %} or {@code 97.5 %}. What an office signs or stores is made by
 *       {@code Language.VIETNAMESE.during(() -> …)}, also when somebody asks for it from an English page.
 * </ul>
 */
@NullMarked
package motcua.server.language;

import org.jspecify.annotations.NullMarked;
