package motcua.verifier;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.NullMarked;

/** What may see what in this module, and why. */
@AnalyzeClasses(packages = "motcua.verifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_JAVA_AND_THE_COMMAND_LINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("motcua.verifier..", "java..", "picocli..", "org.jspecify..")
            .because("whoever doubts us must be able to read all of it in an hour");

    @ArchTest
    static final ArchRule THE_VERIFIER_DEPENDS_ON_NOTHING_OF_OURS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "motcua.bridge..", "motcua.contract..", "motcua.kiosk..", "motcua.server..", "motcua.load..")
            .because("an independent check that shares code shares its mistakes");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_DOES = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
            .because("such a name says nothing and gathers everything");

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .that(doNotOwnTheClock())
            .should()
            .accessTargetWhere(readsTheWallClock())
            .because("a test must be able to set the time, and a Pi wakes up in 1970: only a main class, a command"
                    + " or the clock itself asks the system");

    @ArchTest
    static final ArchRule OUTPUT_IS_A_LOG_OR_A_COMMANDS_WRITER = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
            "the journal of the system service and the caller of a command read different things");

    @ArchTest
    static final ArchRule ONE_LOG = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because("SLF4J is the only log");

    @ArchTest
    static final ArchRule NULL_IS_SAID = classes()
            .that()
            .areTopLevelClasses()
            .should(liveInANullMarkedPackage())
            .because("NullAway believes a package only when its package-info says @NullMarked");

    private static DescribedPredicate<JavaClass> doNotOwnTheClock() {
        return describe("do not own the clock", type -> !type.getName().matches(".*(Main|Command)(\\$.*)?"));
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheWallClock() {
        return describe("reads the wall clock", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getName();
            return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                    || owner.equals("java.time.Clock") && name.matches("system.*|tick(Millis|Seconds|Minutes)")
                    || owner.startsWith("java.time.") && name.equals("now") && readsNoClockArgument(access)
                    || owner.equals("java.util.Date") && name.equals("<init>") && readsNoClockArgument(access);
        });
    }

    private static boolean readsNoClockArgument(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class))
                && !(target.getOwner().isEquivalentTo(Date.class)
                        && !target.getRawParameterTypes().isEmpty());
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " is in a package without @NullMarked package-info"));
            }
        };
    }
}
