package dev.tracing.interceptor;

import java.util.ArrayList;
import java.util.List;

import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Knows, while the byte code of a method is read, which of the topmost operands on the
 * stack are variables other than {@code this}. What it does not follow, branches among
 * it, makes it forget all of them.
 */
abstract class OperandTracking extends MethodVisitor {

	private final List<Boolean> variables = new ArrayList<>();

	private final boolean isStatic;

	/**
	 * Create a visitor of one method.
	 * @param isStatic whether the method has no {@code this}
	 */
	OperandTracking(boolean isStatic) {
		super(SpringAsmInfo.ASM_VERSION);
		this.isStatic = isStatic;
	}

	/**
	 * Whether an operand is known to be a variable other than {@code this}.
	 * @param above how many operands lie above it
	 */
	final boolean isVariable(int above) {
		int index = this.variables.size() - 1 - above;
		return index >= 0 && this.variables.get(index);
	}

	@Override
	public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
		int receiver = (opcode == Opcodes.INVOKESTATIC) ? 0 : 1;
		call(receiver + Type.getArgumentCount(descriptor), descriptor);
	}

	@Override
	public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
		call(Type.getArgumentCount(descriptor), descriptor);
	}

	@Override
	public void visitVarInsn(int opcode, int variable) {
		if (opcode >= Opcodes.ISTORE) {
			pop(1);
		}
		else {
			push(opcode == Opcodes.ALOAD && (this.isStatic || variable != 0));
		}
	}

	@Override
	public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
		switch (opcode) {
			case Opcodes.GETFIELD -> pop(1);
			case Opcodes.PUTFIELD -> pop(2);
			case Opcodes.PUTSTATIC -> pop(1);
			default -> {
			}
		}
		if (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC) {
			push(false);
		}
	}

	@Override
	public void visitInsn(int opcode) {
		switch (opcode) {
			case Opcodes.DUP -> push(isVariable(0));
			case Opcodes.POP -> pop(1);
			default -> {
				if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1) {
					push(false);
				}
				else {
					this.variables.clear();
				}
			}
		}
	}

	@Override
	public void visitLdcInsn(Object value) {
		push(false);
	}

	@Override
	public void visitIntInsn(int opcode, int operand) {
		if (opcode == Opcodes.NEWARRAY) {
			pop(1);
		}
		push(false);
	}

	@Override
	public void visitTypeInsn(int opcode, String type) {
		if (opcode == Opcodes.NEW) {
			push(false);
		}
		else if (opcode != Opcodes.CHECKCAST) {
			pop(1);
			push(false);
		}
	}

	@Override
	public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
		this.variables.clear();
	}

	@Override
	public void visitJumpInsn(int opcode, Label label) {
		this.variables.clear();
	}

	@Override
	public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
		this.variables.clear();
	}

	@Override
	public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
		this.variables.clear();
	}

	@Override
	public void visitLabel(Label label) {
		this.variables.clear();
	}

	private void call(int operands, String descriptor) {
		pop(operands);
		if (Type.getReturnType(descriptor) != Type.VOID_TYPE) {
			push(false);
		}
	}

	private void push(boolean variable) {
		this.variables.add(variable);
	}

	/**
	 * Some of the operands that are taken may not be known.
	 */
	private void pop(int number) {
		int size = this.variables.size();
		this.variables.subList(Math.max(0, size - number), size).clear();
	}

}
