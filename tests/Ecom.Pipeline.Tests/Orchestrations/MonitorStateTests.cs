using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Tests.Orchestrations;

public sealed class MonitorStateTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly MonitorSettings Settings = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), 100);
    private static readonly MonitorState Idle = new() { Shop = "default" };

    [Fact]
    public void Nothing_is_due_at_rest() => Assert.Null(Idle.Due(Settings, Start));

    [Fact]
    public void A_change_is_due_after_the_quiet_period()
    {
        var changed = Idle.Changed(1, Start);
        Assert.Null(changed.Due(Settings, Start.AddMinutes(1)));
        Assert.Equal(RunKind.Challenge, changed.Due(Settings, Start.AddMinutes(2))!.Value.Kind);
    }

    [Fact]
    public void Changes_that_do_not_end_are_due_after_the_longest_wait()
    {
        var state = Idle;
        for (var minute = 0; minute < 10; minute++) state = state.Changed(minute + 1, Start.AddMinutes(minute));
        Assert.Null(state.Due(Settings, Start.AddMinutes(9.5)));
        Assert.NotNull(state.Due(Settings, Start.AddMinutes(10)));
    }

    [Fact]
    public void A_version_that_was_refreshed_is_no_change()
    {
        var state = Idle.Changed(3, Start).Refreshed("run", 3);
        Assert.Same(state, state.Changed(3, Start));
        Assert.NotNull(state.Changed(4, Start).FirstChange);
    }

    [Fact]
    public void Feedback_below_the_threshold_waits_and_at_it_starts_a_plain_refresh()
    {
        Assert.Null((Idle with { Feedback = 99 }).Due(Settings, Start));
        Assert.Equal(RunKind.Refresh, (Idle with { Feedback = 100 }).Due(Settings, Start)!.Value.Kind);
        Assert.Null((Idle with { Feedback = 1_000_000 }).Due(Settings with { FeedbackThreshold = 0 }, Start));
    }

    [Fact]
    public void Drift_that_enough_events_show_starts_a_challenge()
    {
        var settings = Settings with { FeedbackThreshold = 0, DriftThreshold = 0.25, DriftMinimumEvents = 50 };
        Assert.Null(Idle.Counted(new FeedbackCount(1, 49, 0.9)).Due(settings, Start));
        Assert.Null(Idle.Counted(new FeedbackCount(1, 50, 0.24)).Due(settings, Start));
        var due = Idle.Counted(new FeedbackCount(1, 50, 0.314)).Due(settings, Start);
        Assert.Equal((RunKind.Challenge, "demand has drifted: stability index 0.31 over 50 new events"), due);
        Assert.Null(Idle.Counted(new FeedbackCount(1, 50, 0.9)).Due(settings with { DriftThreshold = 0 }, Start));
        Assert.Null(Idle.Counted(new FeedbackCount(1, 50, 0.9)).Refreshed("run", 2).Due(settings, Start));
    }

    [Fact]
    public void A_count_against_an_older_dataset_is_old_news()
    {
        var state = Idle.Counted(new FeedbackCount(1, 120)).Refreshed("run", 2);
        Assert.Null(state.Counted(new FeedbackCount(1, 130)).Due(Settings, Start));
        Assert.NotNull(state.Counted(new FeedbackCount(2, 130)).Due(Settings, Start));
    }

    [Fact]
    public void Requests_that_wait_become_one_and_an_answered_one_is_not_answered_again()
    {
        var first = new RefreshRequest("a", RunKind.Refresh, "by hand");
        var state = Idle.Requested(first).Requested(new RefreshRequest("b", RunKind.Challenge, "again"));
        Assert.Equal(first, state.Request);
        var after = state.Refreshed("a", 1);
        Assert.Null(after.Requested(first).Request);
    }
}
