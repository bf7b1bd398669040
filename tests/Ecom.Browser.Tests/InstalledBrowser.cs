namespace Ecom.Browser.Tests;

/// <summary>The Chromium of this machine: <c>ECOM_CHROMIUM</c>, or one in the usual places.</summary>
internal static class InstalledBrowser
{
    public const string Variable = "ECOM_CHROMIUM";

    public static string? Path { get; } =
        new[]
        {
            Environment.GetEnvironmentVariable(Variable), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        }.FirstOrDefault(File.Exists);
}
