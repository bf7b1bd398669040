using System.Globalization;
using System.Text;

namespace Ecom.Local.Bench;

/// <summary>What <c>bench members</c> writes.</summary>
/// <param name="Protocol">How figures come about.</param>
/// <param name="Command">The command that makes this report.</param>
/// <param name="Seed">Of the split, the shadows and the generators; noise under differential privacy has none.</param>
/// <param name="Seconds">Of the whole command.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Rows">One a generator.</param>
public sealed record MembershipReport(string Protocol, string Command, int Seed, double Seconds, string Machine, IReadOnlyList<MembershipRow> Rows)
{
    public string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(Protocol).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Command: `{Command}`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {Seed} · whole command {Seconds:0} s · {Machine}").AppendLine();
        text.AppendLine("| generator | ε | members | shadows | likelihood: AUC | TPR at 1 % FPR | reference: AUC | TPR at 1 % FPR | shadows: AUC | TPR at 1 % FPR | s |");
        text.AppendLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var row in Rows)
        {
            string Interval(string name) => string.Create(
                CultureInfo.InvariantCulture, $"{row.Figures[name]:.000} [{row.Figures[name + "Low"]:.000}, {row.Figures[name + "High"]:.000}]");
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Augment} | {row.Epsilon?.ToString("0.###", CultureInfo.InvariantCulture) ?? "none"} | {row.Figures["members"]:0} | {row.Figures["shadows"]:0} | {Interval("likelihoodAuc")} | {Interval("likelihoodTpr")} | {Interval("referenceAuc")} | {Interval("referenceTpr")} | {Interval("shadowAuc")} | {Interval("shadowTpr")} | {row.Seconds:0} |");
        }
        return text.ToString();
    }
}
