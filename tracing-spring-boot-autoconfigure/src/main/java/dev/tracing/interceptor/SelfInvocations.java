package dev.tracing.interceptor;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Reads the byte code of a class for calls of its own methods, lambdas and method
 * references included. Calls of another object of the class, a parameter, are none. A
 * class that holds a reference of its own type is left out: such a class calls itself
 * through its proxy, and byte code does not tell the two apart.
 */
final class SelfInvocations extends ClassVisitor {

	private final String owner;

	private final Set<String> wanted;

	private final Map<String, Set<String>> found = new TreeMap<>();

	private boolean holdsItself;

	private SelfInvocations(Class<?> type, Set<String> wanted) {
		super(SpringAsmInfo.ASM_VERSION);
		this.owner = Type.getInternalName(type);
		this.wanted = wanted;
	}

	/**
	 * The methods of a class that call others of it.
	 * @param type the class
	 * @param signatures the methods to look for
	 * @return the names of the called methods by the names of their callers; empty if
	 * nothing is found or the class cannot be read
	 */
	static Map<String, Set<String>> in(Class<?> type, Set<String> signatures) {
		SelfInvocations visitor = new SelfInvocations(type, signatures);
		try (InputStream stream = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (stream == null) {
				return Map.of();
			}
			new ClassReader(stream).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		}
		catch (IOException | RuntimeException ex) {
			// a class made at run time, or newer than the reader: nothing can be said of
			// it
			return Map.of();
		}
		return visitor.holdsItself ? Map.of() : visitor.found;
	}

	/**
	 * What {@link #in(Class, Set)} knows a method by.
	 */
	static String signature(Method method) {
		return method.getName() + Type.getMethodDescriptor(method);
	}

	@Override
	public @Nullable FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
			@Nullable Object value) {
		String type = "L" + this.owner + ";";
		this.holdsItself |= descriptor.equals(type) || (signature != null && signature.contains(type));
		return null;
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new Calls(callerOf(name), (access & Opcodes.ACC_STATIC) != 0);
	}

	/**
	 * The name of the method as its author wrote it: a lambda is part of the method
	 * around it, which the compiler puts into its name.
	 */
	private static String callerOf(String name) {
		return name.startsWith("lambda$") ? name.substring("lambda$".length(), name.lastIndexOf('$')) : name;
	}

	private final class Calls extends OperandTracking {

		private final String caller;

		Calls(String caller, boolean isStatic) {
			super(isStatic);
			this.caller = caller;
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if (opcode != Opcodes.INVOKESTATIC && !isVariable(Type.getArgumentCount(descriptor))) {
				note(owner, name, descriptor);
			}
			super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
		}

		@Override
		public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
			int captured = Type.getArgumentCount(descriptor);
			for (Object argument : arguments) {
				if (captured > 0 && argument instanceof Handle handle && !isVariable(captured - 1)) {
					note(handle.getOwner(), handle.getName(), handle.getDesc());
				}
			}
			super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
		}

		private void note(String owner, String name, String descriptor) {
			boolean recursive = name.equals(this.caller);
			if (!recursive && owner.equals(SelfInvocations.this.owner)
					&& SelfInvocations.this.wanted.contains(name + descriptor)) {
				SelfInvocations.this.found.computeIfAbsent(this.caller, (key) -> new TreeSet<>()).add(name);
			}
		}

	}

}
