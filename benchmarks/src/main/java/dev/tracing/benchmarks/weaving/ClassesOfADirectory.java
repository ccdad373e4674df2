package dev.tracing.benchmarks.weaving;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the call sites from another directory than the benchmarks, and all else as they
 * are.
 */
final class ClassesOfADirectory extends URLClassLoader {

	private ClassesOfADirectory(URL directory) {
		super(new URL[] { directory }, ClassesOfADirectory.class.getClassLoader());
	}

	/**
	 * Makes the call sites.
	 * @param sibling the name of a directory beside the one of these classes
	 */
	static CallSites callSites(String sibling) throws ReflectiveOperationException, MalformedURLException {
		URI classes = URI.create(ClassesOfADirectory.class.getProtectionDomain().getCodeSource().getLocation() + "/");
		ClassLoader loader = new ClassesOfADirectory(classes.resolve("../" + sibling + "/").toURL());
		return (CallSites) loader.loadClass("example.callsites.HotCallSites").getConstructor().newInstance();
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			if (loaded != null) {
				return loaded;
			}
			return name.startsWith("example.") ? findClass(name) : super.loadClass(name, resolve);
		}
	}

}
