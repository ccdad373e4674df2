/**
 * An application that is woven: classes that are no beans, with hand-offs that touch no
 * bean.
 *
 * <ul>
 * <li>{@link example.woven.Leaf} is what all of them call.
 * <li>{@link example.woven.Methods} has calls that no proxy sees.
 * <li>{@link example.woven.Executors}, {@link example.woven.Futures},
 * {@link example.woven.Streams}, {@link example.woven.ForkJoin},
 * {@link example.woven.Threads} and {@link example.woven.Timers} give work away.
 * <li>{@link example.woven.Shop} is a bean.
 * </ul>
 */
package example.woven;
