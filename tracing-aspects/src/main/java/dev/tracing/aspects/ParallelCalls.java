package dev.tracing.aspects;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.ClassUtils;

/**
 * Knows the classes that make streams parallel which have been sequential so far. A
 * function that such a class gives to a stream may find itself in a parallel one after
 * all; in all other classes the functions of sequential streams can be left alone.
 */
final class ParallelCalls extends ClassValue<Boolean> {

	@Override
	protected Boolean computeValue(Class<?> type) {
		try (InputStream stream = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (stream == null) {
				return true;
			}
			Search search = new Search();
			new ClassReader(stream).accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return search.found;
		}
		catch (IOException | RuntimeException ex) {
			// made at run time, or newer than the reader: it may
			return true;
		}
	}

	private static final class Search extends ClassVisitor {

		private boolean found;

		Search() {
			super(SpringAsmInfo.ASM_VERSION);
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public void visitMethodInsn(int opcode, String owner, String name, String descriptor,
						boolean isInterface) {
					note(owner, name);
				}

				@Override
				public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap,
						Object... arguments) {
					for (Object argument : arguments) {
						if (argument instanceof Handle handle) {
							note(handle.getOwner(), handle.getName());
						}
					}
				}

			};
		}

		private void note(String owner, String name) {
			this.found |= name.equals("parallel") && owner.startsWith("java/util/stream/");
		}

	}

}
