/// The web page and the report, in a real browser.
@NullMarked
package dev.lamina.system.page;

import org.jspecify.annotations.NullMarked;
