/// Settings and texts as native code may be shown them: JSON to the letter, UTF-8 to the letter.
@NullMarked
package dev.lamina.extraction.json;

import org.jspecify.annotations.NullMarked;
