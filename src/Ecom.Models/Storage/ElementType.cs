namespace Ecom.Models.Storage;

/// <summary>The element types a section may hold.</summary>
internal static class ElementType
{
    public static string NameOf<T>() where T : unmanaged => default(T) switch
    {
        byte => "u8",
        int => "i32",
        long => "i64",
        float => "f32",
        _ => throw new NotSupportedException($"Sections do not hold {typeof(T).Name}."),
    };

    public static int SizeOf(string name) => name switch
    {
        "u8" => 1,
        "i32" or "f32" => 4,
        "i64" => 8,
        _ => 0,
    };
}
