using System.Diagnostics;
using System.Globalization;

namespace Ecom.Local.Engine;

/// <summary>
/// Kills this process at one boundary of the journal, as a power cut would: for crash tests of whole programs, armed by the environment variable
/// <c>ECOM_CRASH_AT</c> with the boundary's number, from 1; with a <c>+</c> before it only boundaries count at which a history grows.
/// </summary>
internal sealed class JournalCrash(int at, bool extending)
{
    public const string Variable = "ECOM_CRASH_AT";
    private int _boundary;

    /// <summary>Null where the variable is not set.</summary>
    public static JournalFault? FromEnvironment()
    {
        var value = Environment.GetEnvironmentVariable(Variable) ?? "";
        var extending = value.StartsWith('+');
        return int.TryParse(extending ? value[1..] : value, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new JournalCrash(at, extending).Pass
            : null;
    }

    private void Pass(string boundary, bool extends)
    {
        if ((extending && !extends) || ++_boundary != at) return;
        // SIGKILL: no handler, no finaliser, no flush.
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
