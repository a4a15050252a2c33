// What a test starts is ended in reverse order: node:test itself calls `t.after` first come first.

const stacks = new WeakMap();

/** Calls `action` when the test `t` is over, before what was registered earlier. */
export function atEnd(t, action) {
    if (!stacks.has(t)) {
        const stack = [];
        stacks.set(t, stack);
        t.after(() => unwind(stack));
    }
    stacks.get(t).push(action);
}

async function unwind(stack) {
    const problems = [];
    while (stack.length) {
        try {
            await stack.pop()();
        } catch (error) {
            problems.push(error);
        }
    }
    if (problems.length) throw problems[0];
}
