/// LoRA adapters as PEFT saves them.
@NullMarked
package dev.lamina.extraction.lora;

import org.jspecify.annotations.NullMarked;
