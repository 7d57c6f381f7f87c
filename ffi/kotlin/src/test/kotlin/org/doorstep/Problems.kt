// What is refused, as tests ask about it.
package org.doorstep

import org.doorstep.core.Problem
import org.junit.Assert.fail

/** The problem that something ends with; it fails when nothing is refused. */
internal suspend fun problem(act: suspend () -> Unit): Problem.Refused {
    try {
        act()
    } catch (refused: Problem.Refused) {
        return refused
    }
    fail("nothing was refused")
    error("unreachable")
}

/** The code of the problem that something ends with. */
internal suspend fun code(act: suspend () -> Any?): String = problem { act() }.code
