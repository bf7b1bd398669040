namespace Architecture.Tests;

/// <summary>A project file: its name, the projects and the packages it references.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages);
