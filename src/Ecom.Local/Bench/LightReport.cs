namespace Ecom.Local.Bench;

/// <summary>What <c>bench light</c> writes.</summary>
/// <param name="Protocol">How figures come about.</param>
/// <param name="Command">The command that makes this report.</param>
/// <param name="Seeds">Finished seeds.</param>
/// <param name="Tuning">What each row's search was allowed.</param>
/// <param name="Seconds">Of the whole command.</param>
/// <param name="Rows">By cut, best first.</param>
public sealed record LightReport(
    string Protocol, string Command, IReadOnlyList<int> Seeds, string Tuning, double Seconds, IReadOnlyList<LightRow> Rows);
