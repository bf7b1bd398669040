using System.Diagnostics;
using System.Globalization;

namespace Ecom.Local.Engine;

/// <summary>
/// Kills this process at one boundary of the journal, as a power cut would: for crash tests of whole programs, armed by the environment variable
/// <c>ECOM_CRASH_AT</c> with the boundary's number, from 1.
/// </summary>
internal sealed class JournalCrash(int at)
{
    public const string Variable = "ECOM_CRASH_AT";
    private int _boundary;

    /// <summary>Null where the variable is not set.</summary>
    public static JournalFault? FromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var at)
            ? new JournalCrash(at).Pass
            : null;

    private void Pass(string boundary)
    {
        if (++_boundary != at) return;
        // SIGKILL: no handler, no finaliser, no flush.
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
