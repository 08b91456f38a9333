# Completes ./build.ps1 TARGET… [--option value] in PowerShell, from .nuke/build.schema.json, without starting anything.
# Install: ./build.ps1 --completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'build.ps1', './build.ps1', '.\build.ps1', 'build.sh', './build.sh' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $word = "$wordToComplete"
    $option = $null
    $head = ''
    $bare = $false
    if ($word -match '^(--[^=]+)=(.*)$') {
        $option = $Matches[1]
        $head = "$option="
        $word = $Matches[2]
    }
    elseif ($before.Count -gt 1 -and $before[-1] -match '^--.') {
        $option = $before[-1]
        $bare = $true
    }

    $folder = (Get-Location).Path
    if ($before.Count -gt 0 -and $before[0] -match '[\\/]') { $folder = [IO.Path]::GetFullPath((Split-Path $before[0]), $folder) }
    while ($folder -and -not (Test-Path -LiteralPath (Join-Path $folder '.nuke/build.schema.json'))) { $folder = Split-Path $folder }
    if (-not $folder) { return }

    $schema = (Get-Content -Raw -LiteralPath (Join-Path $folder '.nuke/build.schema.json') | ConvertFrom-Json).'x-slipway'
    $entry = $schema.options | Where-Object { "--$($_.option)" -eq $option } | Select-Object -First 1
    $takes = if ($bare -and ($entry.takes -eq 'nothing' -or $entry.optional)) { $null } else { $entry.takes }
    if ($before -contains '--') { $takes = 'target' }
    if ($entry.list -and $word -match '^(.*,)([^,]*)$') {
        $head += $Matches[1]
        $word = $Matches[2]
    }

    $targets = foreach ($target in $schema.targets) {
        foreach ($name in @($target.target) + @($target.aliases | Where-Object { $_ })) { [pscustomobject]@{ Text = $name; About = $target.description } }
    }
    $candidates = switch ("$takes") {
        'choice' { $entry.values | ForEach-Object { [pscustomobject]@{ Text = $_; About = $entry.description } } }
        'target' { $targets }
        'profile' {
            Get-ChildItem (Join-Path $folder '.nuke') -Filter 'parameters.*.json' | ForEach-Object {
                [pscustomobject]@{ Text = $_.Name -replace '^parameters\.' -replace '\.json$'; About = $_.Name }
            }
        }
        { $_ -in 'path', 'folder' } { [Management.Automation.CompletionCompleters]::CompleteFilename($word) | ForEach-Object { [pscustomobject]@{ Text = $_.CompletionText; About = $_.ToolTip } } }
        'text' { }
        default {
            if ($word -like '-*') {
                $schema.options | ForEach-Object { [pscustomobject]@{ Text = "--$($_.option)"; About = $_.description } }
                $schema.options | Where-Object { $_.negation -and $word -like '--no*' } | ForEach-Object { [pscustomobject]@{ Text = "--$($_.negation)"; About = "Not: $($_.description)" } }
            }
            elseif (-not $head) { $targets }
        }
    }
    $candidates | Where-Object { $_.Text -like "$word*" } | ForEach-Object {
        $about = if ($_.About) { $_.About } else { $_.Text }
        [Management.Automation.CompletionResult]::new("$head$($_.Text)", $_.Text, 'ParameterValue', $about)
    }
}
