namespace Ecom.Serving.Pages;

/// <summary>Files compiled into this assembly.</summary>
internal static class EmbeddedFiles
{
    public static bool Exists(string name) => typeof(EmbeddedFiles).Assembly.GetManifestResourceInfo(name) is not null;

    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"There is no embedded file '{name}'.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
