package dev.lamina.nativetrace;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.AccessFlag;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets the JDK's doors to reflection, resources and foreign functions tell [Touched] who comes.
/// Public, since the bootstrap loader loads it and the agent itself comes from another.
public final class Weaver implements ClassFileTransformer {

  private static final ClassDesc TOUCHED = ClassDesc.of("dev.lamina.nativetrace.Touched");
  private static final ClassDesc DESCRIPTION = ClassDesc.of("java.lang.foreign.FunctionDescriptor");
  private static final MethodTypeDesc BY =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_String);

  private static final Map<String, Set<String>> DOORS =
      Map.of(
          "java.lang.Class",
          Set.of(
              "forName",
              "getConstructor",
              "getConstructors",
              "getDeclaredConstructor",
              "getDeclaredConstructors",
              "getDeclaredField",
              "getDeclaredFields",
              "getDeclaredMethod",
              "getDeclaredMethods",
              "getField",
              "getFields",
              "getMethod",
              "getMethods",
              "getRecordComponents",
              "getResource",
              "getResourceAsStream"),
          "java.lang.ClassLoader",
          Set.of("getResource", "getResourceAsStream", "getResources"),
          "java.lang.reflect.Proxy",
          Set.of("newProxyInstance"),
          "jdk.internal.foreign.abi.AbstractLinker",
          Set.of("downcallHandle"));

  /// The classes that have such doors.
  public static Set<String> doors() {
    return DOORS.keySet();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> type,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    Set<String> doors = name == null ? null : DOORS.get(name.replace('/', '.'));
    if (doors == null) {
      return null;
    }
    ClassFile classFile = ClassFile.of();
    return classFile.transformClass(
        classFile.parse(bytes), (builder, element) -> weave(builder, element, doors));
  }

  private static void weave(ClassBuilder builder, ClassElement element, Set<String> doors) {
    if (element instanceof MethodModel method
        && doors.contains(method.methodName().stringValue())
        && method.flags().has(AccessFlag.PUBLIC)
        && method.code().isPresent()) {
      builder.transformMethod(method, MethodTransform.transformingCode(new Told(method)));
    } else {
      builder.with(element);
    }
  }

  /// Begins a method with a call of [Touched#by].
  private record Told(MethodModel method) implements CodeTransform {

    @Override
    public void atStart(CodeBuilder code) {
      boolean isStatic = method.flags().has(AccessFlag.STATIC);
      boolean hasArgument = method.methodTypeSymbol().parameterCount() > (isStatic ? 1 : 0);
      if (method.methodName().equalsString("forName")) {
        // The name alone, also where a module comes before it.
        code.aconst_null().aload(begins(ConstantDescs.CD_String) ? 0 : 1);
      } else if (method.methodName().equalsString("downcallHandle")) {
        // The function's description alone, also where its address comes before it.
        code.aconst_null().aload(begins(DESCRIPTION) ? 1 : 2);
      } else {
        code.aload(0);
        if (hasArgument) {
          code.aload(1);
        } else {
          code.aconst_null();
        }
      }
      code.loadConstant(method.methodName().stringValue());
      code.invokestatic(TOUCHED, "by", BY);
    }

    private boolean begins(ClassDesc type) {
      return method.methodTypeSymbol().parameterType(0).equals(type);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      code.with(element);
    }
  }
}
