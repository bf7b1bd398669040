namespace Ecom.Data.Tests;

/// <summary>The public data sets, where the environment names a folder with them.</summary>
internal static class RealData
{
    public static string File(string name)
    {
        var root = Environment.GetEnvironmentVariable("ECOM_DATA_DIR");
        Skip.If(string.IsNullOrEmpty(root), "ECOM_DATA_DIR is not set.");
        var file = Path.Combine(root!, name);
        Skip.IfNot(System.IO.File.Exists(file), $"ECOM_DATA_DIR has no {name}.");
        return file;
    }
}
