// What was typed on the page, as a program on the desktop has it.
import {eventually} from './wait.mjs';

/** Waits until the text of a terminal or an editor is this one. */
export async function arrives(program, text) {
    let now;
    await eventually(
        20000,
        () => `${JSON.stringify(text)}, not ${JSON.stringify(now)}`,
        async () => (now = await program.text()) === text
    );
}
