package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What a bean's calls reach.
 *
 * @param type the class of the object behind the proxy, if there is one
 * @param interfaces interfaces of the proxy that the class does not implement itself, as
 * the repositories of Spring Data have them
 */
record TracedTarget(Class<?> type, List<Class<?>> interfaces) {

	private static final List<String> NEVER_ANNOTATED = List.of("java.", "javax.", "jakarta.", "org.springframework.");

	static TracedTarget ofClass(Class<?> beanClass) {
		return new TracedTarget(ClassUtils.getUserClass(beanClass), List.of());
	}

	static TracedTarget of(Object bean) {
		Class<?> type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
		List<Class<?>> interfaces = new ArrayList<>();
		if (bean instanceof Advised advised) {
			for (Class<?> candidate : advised.getProxiedInterfaces()) {
				if (!candidate.isAssignableFrom(type)) {
					interfaces.add(candidate);
				}
			}
		}
		return new TracedTarget(type, List.copyOf(interfaces));
	}

	/**
	 * Whether any of the types is written by users, so that it may carry annotations.
	 */
	boolean isUserCode() {
		return isUserCode(this.type) || this.interfaces.stream().anyMatch(TracedTarget::isUserCode)
				|| ClassUtils.getAllInterfacesForClassAsSet(this.type).stream().anyMatch(TracedTarget::isUserCode);
	}

	static boolean isUserCode(Class<?> type) {
		return NEVER_ANNOTATED.stream().noneMatch(type.getName()::startsWith);
	}

	/**
	 * The methods that a call can reach, each as it runs.
	 */
	Set<Method> methods() {
		Set<Method> methods = new LinkedHashSet<>();
		if (!Proxy.isProxyClass(this.type)) {
			for (Method method : ReflectionUtils.getUniqueDeclaredMethods(this.type,
					ReflectionUtils.USER_DECLARED_METHODS)) {
				methods.add(method);
			}
		}
		Set<Class<?>> all = new LinkedHashSet<>(ClassUtils.getAllInterfacesForClassAsSet(this.type));
		all.addAll(this.interfaces);
		for (Class<?> candidate : all) {
			for (Method method : candidate.getMethods()) {
				methods.add(AopUtils.getMostSpecificMethod(method, this.type));
			}
		}
		return methods;
	}

	/**
	 * The method as users wrote it: a lambda's is the one of its interface.
	 * @param method the method that runs
	 */
	Method asWritten(Method method) {
		return this.type.isHidden() ? ClassUtils.getInterfaceMethodIfPossible(method, this.type) : method;
	}

	/**
	 * The name that users know the owner of a method by.
	 * @param method the method that runs
	 */
	String ownerOf(Method method) {
		boolean unknown = Proxy.isProxyClass(this.type) || this.type.isHidden()
				|| !method.getDeclaringClass().isAssignableFrom(this.type);
		String name = (unknown ? method.getDeclaringClass() : this.type).getName();
		return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
	}

}
